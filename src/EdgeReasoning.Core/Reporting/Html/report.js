'use strict';
(() => {
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches;

  // The light counterpart of each colour of the charts, for the dark theme.
  const counterparts = {
    '#0072b2': '#56b4e9', '#707070': '#9aa3ad', '#b84a00': '#ff9a52', '#00755a': '#2fd6a3',
    '#9c4379': '#e79fc7', '#7a5b00': '#e6c84b', '#4d4d4d': '#c9ced4',
  };

  function specification(id, width) {
    const text = document.getElementById('spec-' + id).textContent;
    const spec = JSON.parse(text, (_, value) => isDark() && counterparts[value] || value);
    delete spec.$schema;
    delete spec.title;
    spec.width = 'container';
    spec.height = width < 600 ? 300 : 400;
    spec.autosize = { type: 'fit', contains: 'padding' };
    return spec;
  }

  function style(width) {
    const [ink, line] = isDark() ? ['#e8eaed', '#3a424a'] : ['#1a1a1a', '#d5d9de'];
    return {
      background: null,
      font: 'system-ui, sans-serif',
      axis: { labelColor: ink, titleColor: ink, gridColor: line, domainColor: line, tickColor: line, labelFontSize: 12, titleFontSize: 13 },
      legend: { orient: 'bottom', direction: 'vertical', columns: width < 600 ? 1 : 2, labelColor: ink, titleColor: ink, labelFontSize: 12, labelLimit: width < 600 ? width - 60 : 320, symbolFillColor: isDark() ? '#9aa3ad' : '#707070' },
      view: { stroke: line },
    };
  }

  async function draw(figure) {
    const id = figure.dataset.chart;
    let live = figure.querySelector('.live');
    if (!live) {
      live = document.createElement('div');
      live.className = 'live';
      figure.append(live);
    }

    const width = figure.clientWidth;
    try {
      figure.view?.finalize();
      // Expressions are interpreted, since the page forbids compiling them.
      figure.view = await vegaEmbed(live, specification(id, width), {
        mode: 'vega-lite', renderer: 'svg', ast: true, config: style(width),
        tooltip: { theme: isDark() ? 'dark' : 'light' }, downloadFileName: id,
        actions: { export: true, source: false, compiled: false, editor: false },
      });
      figure.classList.add('drawn');
    } catch (error) {
      // The drawing that needs no script stays.
      live.remove();
      console.error(error);
    }
  }

  function theme() {
    const button = document.getElementById('theme');
    const label = () => { button.textContent = isDark() ? 'Light theme' : 'Dark theme'; };
    const redraw = () => { label(); return Promise.all([...document.querySelectorAll('[data-chart]')].map(draw)); };
    button.hidden = false;
    button.addEventListener('click', () => { root.dataset.theme = isDark() ? 'light' : 'dark'; redraw(); });
    dark.addEventListener('change', redraw);
    return redraw();
  }

  function sorting() {
    const table = document.querySelector('table.results');
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent;
      head.replaceChildren(button);
      head.setAttribute('aria-sort', 'none');
      button.addEventListener('click', () => {
        const direction = head.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending';
        const sign = direction === 'ascending' ? 1 : -1;
        heads.forEach(other => other.setAttribute('aria-sort', other === head ? direction : 'none'));
        const rows = [...table.tBodies[0].rows].sort((a, b) => sign * compare(a.cells[column], b.cells[column]));
        table.tBodies[0].append(...rows);
        document.getElementById('sorted').textContent = `Sorted by ${button.textContent}, ${direction}`;
      });
    });
  }

  function compare(a, b) {
    if (!('order' in a.dataset)) return a.textContent.localeCompare(b.textContent, 'en', { numeric: true });
    // What is unknown comes after every number.
    const [left, right] = [a, b].map(cell => cell.dataset.order === '' ? Infinity : Number(cell.dataset.order));
    return left === right ? 0 : left < right ? -1 : 1;
  }

  sorting();
  theme().then(() => { root.dataset.ready = 'true'; });
})();
