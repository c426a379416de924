// Light or dark, copying, the search, keys, and the same place in the other language. It runs in
// the head, so that a dark page never flashes white; without it the pages can be
// read all the same.
(() => {
  const root = document.documentElement;
  const kept = 'tcplab-theme';
  try {
    const theme = localStorage.getItem(kept);
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch { /* the browser keeps nothing: it prefers what it prefers */ }

  const turn = () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    try { localStorage.setItem(kept, root.dataset.theme); } catch { /* for this page alone */ }
  };

  // put copies text. The clipboard of a browser is there on this machine and
  // with https; elsewhere, as from 192.168.1.7, the old way is left.
  const put = async text => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = document.createElement('textarea');
      area.value = text;
      area.className = 'unseen';
      document.body.append(area);
      area.select();
      const done = document.execCommand('copy');
      area.remove();
      return done;
    }
  };

  // copyButton stands in a block of code.
  const copyButton = block => {
    const { copy, copyCode, copied } = root.dataset;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = copy;
    button.setAttribute('aria-label', copyCode);
    let later;
    button.addEventListener('click', async () => {
      if (!await put(block.querySelector('code').textContent)) return;
      button.focus(); // the old way has taken it
      button.textContent = copied;
      document.getElementById('_said').textContent = copied;
      clearTimeout(later);
      later = setTimeout(() => {
        button.textContent = copy;
        document.getElementById('_said').textContent = '';
      }, 2000);
    });
    block.append(button);
  };

  // sameHeading adds to a link the heading of its page that corresponds to the
  // one which is shown.
  const sameHeading = event => {
    let here;
    try { here = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    const twin = here && (here.dataset.twin || ((here.matches('.line, .chapter')) && here.id));
    if (twin) event.currentTarget.hash = twin;
  };

  // On paper nothing is folded. Browsers that know how do it by the style alone.
  let unfolded = [];
  addEventListener('beforeprint', () => {
    unfolded = [...document.querySelectorAll('article details:not([open])')];
    for (const details of unfolded) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of unfolded) details.open = false;
  });

  // A heading or a line within a folded answer is shown by unfolding it.
  const unfold = () => {
    let here;
    try { here = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    for (let e = here; e; e = e.parentElement) if (e.matches('details')) e.open = true;
  };

  // The search looks for all words of a query in each section of all pages. Their
  // text is loaded when it is first needed.
  const search = () => {
    const form = document.getElementById('_search');
    const [input, found] = [form.querySelector('input'), document.getElementById('_found')];
    let sections;
    const base = new URL(form.querySelector('a').href);
    const suffix = base.protocol === 'file:' ? '.html' : ''; // the book as files
    window.searchIndex = index => { sections = index; show(); };
    const load = () => {
      if (sections) return;
      sections = [];
      const script = document.createElement('script');
      script.src = base;
      document.head.append(script);
    };
    const matches = words => sections
      .map(section => {
        const [heading, text] = [`${section.title} ${section.heading || ''}`.toLowerCase(), section.text.toLowerCase()];
        if (!words.every(word => heading.includes(word) || text.includes(word))) return null;
        return { section, weight: words.filter(word => heading.includes(word)).length };
      })
      .filter(match => match)
      .sort((a, b) => b.weight - a.weight)
      .slice(0, 12);
    const snippet = (text, word) => {
      const at = Math.max(0, text.toLowerCase().indexOf(word) - 30);
      return (at ? '…' : '') + text.slice(at, at + 110) + (at + 110 < text.length ? '…' : '');
    };
    const show = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(word => word);
      found.hidden = !words.length;
      found.replaceChildren(...matches(words).map(({ section }) => {
        const link = document.createElement('a');
        link.href = new URL(section.page + suffix + (section.id ? '#' + section.id : ''), base);
        const title = document.createElement('b');
        title.textContent = section.heading ? `${section.title} · ${section.heading}` : section.title;
        link.append(title, document.createElement('br'), snippet(section.text, words[0]));
        const item = document.createElement('li');
        item.append(link);
        return item;
      }));
      if (words.length && !found.children.length) found.append(root.dataset.nothing);
    };
    form.hidden = false;
    form.addEventListener('submit', event => { event.preventDefault(); found.querySelector('a')?.click(); });
    input.addEventListener('focus', load);
    input.addEventListener('input', show);
    found.addEventListener('click', event => { if (event.target.closest('a')) found.hidden = true; });
    document.addEventListener('click', event => { if (!form.contains(event.target)) found.hidden = true; });
    form.addEventListener('keydown', event => {
      if (event.key === 'Escape') { found.hidden = true; input.value = ''; input.blur(); }
    });
    return input;
  };

  // keys leads to the page before and the next one by the arrows, and to the search by /.
  const keys = input => document.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest('input, textarea, pre, .scroll, .figure')) return; // there the arrows have a meaning
    const to = { ArrowLeft: 'prev', ArrowRight: 'next' }[event.key];
    if (to) document.querySelector(`.beside [rel=${to}]`)?.click();
    if (event.key === '/') { // the field is reached after the key, or it would get the character
      event.preventDefault();
      addEventListener('keyup', () => input.focus(), { once: true });
    }
  });

  document.addEventListener('DOMContentLoaded', () => {
    keys(search());
    const theme = document.getElementById('_theme');
    theme.hidden = false;
    theme.addEventListener('click', turn);
    document.querySelector('.language').addEventListener('click', sameHeading);
    for (const block of document.querySelectorAll('article .code')) copyButton(block);
    const menu = document.querySelector('.menu');
    menu.addEventListener('click', event => { if (event.target.closest('a')) menu.open = false; });
    addEventListener('hashchange', unfold);
    unfold();
  });
})();
