// The timeline's page: shows what the extension sends, moves by arrow keys, asks to open places.
(() => {
  const editor = acquireVsCodeApi();
  const main = document.getElementById('timeline');
  let revision = -1;

  const rows = () => [...main.querySelectorAll('button.row')];

  const show = (message) => {
    const buttons = [...main.querySelectorAll('button')];
    const focused = buttons.indexOf(document.activeElement);
    revision = message.revision;
    main.innerHTML = message.html;
    main.setAttribute('aria-busy', 'false');
    if (focused >= 0) {
      const after = [...main.querySelectorAll('button')];
      after[Math.min(focused, after.length - 1)]?.focus();
    }
    editor.setState({ program: message.program });
  };

  const steps = { ArrowDown: 1, ArrowUp: -1 };

  document.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const all = rows();
    const row = document.activeElement?.closest('li')?.querySelector('button.row');
    const own = all.indexOf(document.activeElement);
    const at = own >= 0 ? own : all.indexOf(row);
    let next;
    if (event.key in steps) next = at < 0 ? 0 : at + steps[event.key];
    else if (event.key === 'Home') next = 0;
    else if (event.key === 'End') next = all.length - 1;
    if (next === undefined || all.length === 0) return;
    event.preventDefault();
    all[Math.max(0, Math.min(next, all.length - 1))].focus();
  });

  document.addEventListener('click', (event) => {
    const button = event.target.closest('button[data-place]');
    if (button === null) return;
    editor.postMessage({ kind: 'open', place: Number(button.dataset.place), revision });
  });

  window.addEventListener('message', ({ data }) => {
    if (data?.kind === 'show') show(data);
  });
  editor.postMessage({ kind: 'ready' });
})();
