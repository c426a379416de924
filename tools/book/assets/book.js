// Light or dark, copying, and the same place in the other language. It runs in
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

  document.addEventListener('DOMContentLoaded', () => {
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
