// Shows the title of what is under the pointer, or was tapped, and how many clients
// were in which phase at that time. Without this script the browser shows the titles
// by itself.
(() => {
  const tip = document.getElementById('tip');
  const clock = document.getElementById('clock');
  const svgNS = 'http://www.w3.org/2000/svg';

  for (const title of document.querySelectorAll('figure title')) {
    title.parentNode.dataset.tip = title.textContent;
    title.remove();
  }

  for (const lane of document.querySelectorAll('.lane')) lane.tabIndex = 0;

  const hide = () => { tip.hidden = true; };
  const show = (text, x, y) => {
    tip.textContent = text;
    tip.hidden = false;
    tip.style.left = '0'; // there it is measured without a line break
    const { clientWidth, clientHeight } = document.documentElement;
    const left = Math.max(8, Math.min(clientWidth - tip.offsetWidth - 8, x + 14));
    const fits = y + 18 + tip.offsetHeight <= clientHeight;
    const top = fits ? y + 18 : Math.max(0, y - 12 - tip.offsetHeight);
    tip.style.left = left + window.scrollX + 'px';
    tip.style.top = top + window.scrollY + 'px';
  };

  // at counts the clients of a run by phase at a time.
  const at = (run, t) => {
    let served = 0, queued = 0, done = 0, failed = 0;
    for (const lane of run.querySelectorAll('.lane')) {
      const spans = [...lane.querySelectorAll('.span')];
      const now = spans.find(s => t >= +s.dataset.from && t < +s.dataset.to);
      const over = spans.length > 0 && t >= +spans[spans.length - 1].dataset.to;
      if (over && lane.querySelector('.failed')) failed++;
      else if (over) done++;
      else if (!now) continue;
      else if (now.dataset.phase === 'queued') queued++;
      else if (now.dataset.phase !== 'connecting') served++;
    }
    const word = clock.dataset;
    const counts = [[served, word.served], [queued, word.queued], [done, word.done]];
    if (failed) counts.push([failed, word.failed]);
    return `${run.dataset.run}: ` + counts.map(pair => pair.join(' ')).join(word.comma);
  };

  for (const svg of document.querySelectorAll('svg.compare')) {
    const cursor = document.createElementNS(svgNS, 'line');
    cursor.setAttribute('class', 'cursor');
    const { left, right, scale } = svg.dataset;
    svg.addEventListener('pointermove', event => {
      const box = svg.getBoundingClientRect();
      const x = (event.clientX - box.left) * svg.viewBox.baseVal.width / box.width;
      if (x < +left || x > +right) { cursor.remove(); clock.textContent = ''; return; }
      cursor.setAttribute('x1', x); cursor.setAttribute('x2', x);
      cursor.setAttribute('y1', 0); cursor.setAttribute('y2', svg.viewBox.baseVal.height);
      svg.append(cursor);
      const t = (x - left) / scale;
      const runs = svg.querySelector('.lane') ? [...svg.querySelectorAll('.run')].map(run => at(run, t)) : [];
      clock.textContent = [t.toFixed(3) + ' s', ...runs].join('   ·   ');
    });
    svg.addEventListener('pointerleave', () => { cursor.remove(); clock.textContent = ''; });
  }

  const figure = document.querySelector('figure');
  const point = event => {
    const target = event.target.closest('[data-tip]');
    if (target) show(target.dataset.tip, event.clientX, event.clientY); else hide();
  };
  figure.addEventListener('pointermove', point);
  figure.addEventListener('pointerdown', point);
  figure.addEventListener('pointerleave', event => { if (event.pointerType === 'mouse') hide(); });
  figure.addEventListener('focusin', event => {
    const lane = event.target.closest('.lane');
    if (!lane) return;
    const box = lane.getBoundingClientRect();
    if (lane.matches(':focus-visible')) show(lane.getAttribute('aria-label'), box.left + 60, box.bottom);
  });
  figure.addEventListener('focusout', hide);
  document.addEventListener('keydown', event => { if (event.key === 'Escape') hide(); });

  const theme = document.getElementById('theme');
  theme.hidden = false;
  theme.addEventListener('click', () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  });
})();
