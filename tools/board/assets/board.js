// The board follows the server by server-sent events, and lets the running times
// run in between. Whatever comes from a client is set as text, never as markup.
(() => {
  const root = document.documentElement;
  const words = JSON.parse(root.dataset.words);
  const $ = id => document.getElementById(id);
  const kept = 'tcplab-theme';
  try {
    const theme = localStorage.getItem(kept);
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch { /* the browser keeps nothing */ }
  $('theme').addEventListener('click', () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    try { localStorage.setItem(kept, root.dataset.theme); } catch { /* for this page alone */ }
  });

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => name in values ? values[name] : all);
  const time = seconds => {
    if (seconds < 60) return fill(words.seconds, { n: seconds.toFixed(seconds < 9.95 ? 1 : 0) });
    return fill(words.minutes, { m: Math.floor(seconds / 60), n: Math.floor(seconds % 60) });
  };
  const set = (element, text) => { if (element.textContent !== text) element.textContent = text; };
  const make = (tag, className, parent) => {
    const element = document.createElement(tag);
    element.className = className;
    parent.append(element);
    return element;
  };

  let view = null; // the last that came
  let came = 0; // when

  const signs = { queued: '…', thinking: '?', served: '·' };
  const mostForCards = 48, mostChips = 60, mostAddresses = 2;
  const shown = new Map(); // the list items, by the number of their client
  let blocks = new Set(); // the numbers of those for whom the queue waits

  const draw = (card, place, age) => {
    let item = shown.get(card.number);
    if (!item) {
      item = document.createElement('li');
      const head = make('div', 'time', item);
      make('span', 'place', head);
      make('span', 'since', head);
      for (const name of ['said', 'peer', 'tcp']) make('div', name, item);
      shown.set(card.number, item);
    }
    item.className = card.state + (blocks.has(card.number) ? ' blocks' : '');
    item.dataset.sign = signs[card.state];
    const part = name => item.querySelector('.' + name);
    set(part('place'), place + ' ');
    set(part('said'), card.said ? '“' + card.said + '”' : '');
    set(part('peer'), card.peer);
    set(part('tcp'), card.tcp + (card.unread ? ' · ' + fill(words.unread, { n: card.unread }) : ''));
    tell(card, item, age);
    return item;
  };

  // tell sets what changes with the time.
  const tell = (card, item, age) => {
    const word = { thinking: words.thinks, served: words.silent }[card.state];
    const t = time(card.since_s + age);
    const since = word ? fill(word, { t }) : t; // in the queue, the place stands before it
    set(item.querySelector('.since'), since);
    const waits = card.state !== 'served';
    item.title = (word ? since + '\n' : '') + fill(words.tooltip, { ...card, t: time(card.waiting_s + (waits ? age : 0)) });
  };

  // arrange puts the items of a list into their order, and leaves in place those
  // that are there.
  const arrange = (list, items) => {
    if (!items.length) {
      const nobody = document.createElement('li');
      nobody.className = 'nobody';
      nobody.textContent = words.nobody;
      items = [nobody];
    }
    items.forEach((item, i) => {
      if (list.children[i] !== item) list.insertBefore(item, list.children[i] || null);
    });
    while (list.children.length > items.length) list.lastElementChild.remove();
  };

  const more = (items, n) => {
    if (n <= 0) return;
    const rest = document.createElement('li');
    rest.className = 'nobody';
    rest.textContent = fill(words.more, { n });
    items.push(rest);
  };

  const render = () => {
    const at = { queued: [], thinking: [], served: [], gone: [] };
    for (const card of view.cards || []) at[card.state].push(card);
    const withServer = [...at.thinking, ...at.served].sort((a, b) => a.number - b.number);
    const busy = at.thinking.length ? at.thinking : withServer;
    blocks = new Set(view.queued ? busy.map(card => card.number) : []);
    for (const name of ['queued', 'thinking', 'served', 'gone']) {
      set($(name), String(view[name]));
      $(name).parentElement.classList.toggle('none', !view[name]);
    }
    document.body.classList.toggle('crowd', view.queued + view.thinking + view.served > mostForCards);

    const here = new Set([...at.queued, ...withServer].map(card => card.number));
    for (const [number, item] of shown) if (!here.has(number)) { item.remove(); shown.delete(number); }
    const accepted = withServer.map(card => draw(card, '#' + card.number, 0));
    more(accepted, view.thinking + view.served - accepted.length);
    arrange($('with'), accepted);
    const queue = at.queued.map((card, i) => draw(card, fill(words.place, { n: i + 1 }), 0));
    more(queue, view.queued - queue.length);
    arrange($('queue'), queue);
    const chips = at.gone.slice(0, mostChips).map(card => {
      const item = document.createElement('li');
      item.className = 'gone';
      item.textContent = '#' + card.number + ' ' + time(card.waiting_s) + (card.name ? ' “' + card.name + '”' : '') + (card.tcp ? ' ' + card.tcp : '');
      item.title = card.peer;
      return item;
    });
    more(chips, view.gone - chips.length);
    arrange($('left'), chips);

    set($('server'), view.runs[view.playing].name);
    $('connect').hidden = !view.addresses.length;
    set($('addresses'), view.addresses.slice(0, mostAddresses).join('  ') + (view.addresses.length > mostAddresses ? ' …' : ''));
    const trouble = [view.trouble, view.note].filter(Boolean).join(' ');
    $('trouble').hidden = !trouble;
    set($('trouble'), trouble);
    const other = view.runs.findIndex((_, i) => i !== view.playing);
    if ($('switch')) {
      $('switch').hidden = other < 0;
      if (other >= 0) set($('switch'), fill(words.switch, { name: view.runs[other].name }));
      $('again').hidden = false;
    }
    set($('says'), sentence(at, busy));
    sums(0);
  };

  // sentence says who waits for whom.
  const sentence = (at, busy) => {
    if (!busy.length) return '';
    if (!view.queued) return view.note ? '' : words.saysOpen;
    const who = busy.slice(0, 3).map(card => '#' + card.number).join(', ') + (busy.length > 3 ? ' …' : '');
    return fill(at.thinking.length ? words.saysThinks : words.saysSilent, { n: view.queued, who });
  };

  // sums shows how long all have waited, for each of the servers.
  const sums = age => {
    view.runs.forEach((run, i) => {
      let box = $('sums').children[i];
      if (!box) {
        box = make('div', '', $('sums'));
        for (const name of ['name', 'time', 'rest']) make('div', name, box);
      }
      box.classList.toggle('now', i === view.playing);
      const waiting = run.waiting_s + run.waits * age;
      set(box.children[0], run.name);
      set(box.children[1], run.clients ? time(waiting) : '–');
      set(box.children[2], run.clients ? fill(words.sum, { ...run, each: time(waiting / run.clients) }) : words.notPlayed);
    });
  };

  setInterval(() => {
    if (!view) return;
    const age = (performance.now() - came) / 1000;
    for (const card of view.cards || []) {
      const item = shown.get(card.number);
      if (item && card.state !== 'gone') tell(card, item, age);
    }
    sums(age);
  }, 200);

  const events = new EventSource('/events?lang=' + root.dataset.lang);
  events.addEventListener('message', event => {
    view = JSON.parse(event.data);
    came = performance.now();
    render();
  });
  events.addEventListener('error', () => {
    $('trouble').hidden = false;
    set($('trouble'), words.lost);
  });

  const play = async number => {
    const buttons = [$('switch'), $('again')];
    for (const button of buttons) button.disabled = true;
    try {
      await fetch('/play/' + number, { method: 'POST', headers: { 'Board-Token': root.dataset.token } });
    } catch { /* the events tell that the board was closed */ }
    for (const button of buttons) button.disabled = false;
  };
  if ($('switch')) {
    $('switch').addEventListener('click', () => view && play(view.runs.findIndex((_, i) => i !== view.playing)));
    $('again').addEventListener('click', () => view && play(view.playing));
  }
})();
