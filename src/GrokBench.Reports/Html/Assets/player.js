"use strict";
// Tables that are learnt: a slider over stored steps moves the table, the curve, the spectrum and the clock of one run together.
(() => {
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  // Rounded down, so that 100 % are all; parts of a variance are rounded.
  const percent = (share) => (Math.floor(1000 * share) / 10).toFixed(1) + " %";
  const part = (share) => (100 * share).toFixed(1) + " %";
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name);
  const draw = (parent, name, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    parent.append(node);
    return node;
  };
  const text = (parent, x, y, words, anchor) => { draw(parent, "text", { x, y, "text-anchor": anchor || "start" }).textContent = words; };

  const read = (player) => {
    const data = JSON.parse(player.querySelector("script").textContent);
    let expected;
    const parts = data.parts.map((part) => {
      // Answers are those of the part before, where they are not given.
      if (part.expected) expected = bytes(part.expected);
      const bits = bytes(part.trained);
      return { expected, trained: Uint8Array.from(expected, (_, cell) => (bits[cell >> 3] >> (cell & 7)) & 1) };
    });
    const steps = data.steps.map((stored) => {
      const [answers, units, spectrum] = [bytes(stored.answers), bytes(stored.units), bytes(stored.spectrum)];
      const { expected, trained } = parts[stored.part];
      const right = [0, 0], asked = [0, 0];
      expected.forEach((answer, cell) => {
        if (answer === 255) return;
        asked[trained[cell]]++;
        if (answers[cell] === answer) right[trained[cell]]++;
      });
      const shares = [];
      for (let i = 0; i < spectrum.length; i += 2) shares.push((spectrum[i] + 256 * spectrum[i + 1]) / 65535);
      return { step: stored.step, expected, isTrained: trained, answers, units, shares, trained: right[1] / asked[1], others: right[0] / asked[0] };
    });
    return { elements: data.elements, steps };
  };

  const drawTable = (canvas, data, now) => {
    const size = Math.max(3, Math.floor(400 / data.elements)), gap = size > 6 ? 1 : 0, mark = Math.max(1, Math.round(size / 4));
    canvas.width = canvas.height = size * data.elements;
    const pen = canvas.getContext("2d");
    now.expected.forEach((answer, cell) => {
      if (answer === 255) return;
      const [x, y] = [(cell % data.elements) * size, Math.floor(cell / data.elements) * size];
      pen.fillStyle = colour(now.answers[cell] === answer ? "--test" : "--line");
      pen.fillRect(x, y, size - gap, size - gap);
      if (!now.isTrained[cell]) return;
      pen.fillStyle = colour("--page");
      pen.fillRect(x + (size - gap - mark) / 2, y + (size - gap - mark) / 2, mark, mark);
    });
  };

  const log = (step) => Math.log10(1 + step);
  const drawCurve = (figure, data, now) => {
    figure.querySelector("svg")?.remove();
    const svg = draw(figure, "svg", { class: "player-chart", viewBox: "0 0 320 170", role: "img", "aria-label": "Shares over steps; the numbers are below" });
    const last = log(data.steps[data.steps.length - 1].step) || 1;
    const [x, y] = [(step) => 34 + 230 * log(step) / last, (share) => 140 - 125 * share];
    for (const share of [0, 0.5, 1]) {
      draw(svg, "path", { class: "grid", d: `M34 ${y(share)}H264` });
      text(svg, 30, y(share) + 4, share, "end");
    }
    for (const [key, style] of [["trained", "s0"], ["others", "s1"]]) {
      draw(svg, "path", { class: style + " bold", d: "M" + data.steps.map((stored) => `${x(stored.step).toFixed(1)} ${y(stored[key]).toFixed(1)}`).join("L") });
      draw(svg, "circle", { class: style + " point", cx: x(now.step), cy: y(now[key]), r: 4 });
      text(svg, 268, y(data.steps[data.steps.length - 1][key]) + (key === "others" ? 10 : -2), key === "others" ? "others" : "trained on");
    }
    draw(svg, "path", { class: "axis", d: `M${x(now.step)} 15V140` });
    text(svg, Math.min(240, Math.max(50, x(now.step))), 158, "step " + now.step, "middle");
  };

  const drawBars = (figure, data, now) => {
    figure.querySelector("svg")?.remove();
    const count = now.shares.length, width = 280 / count;
    const top = Math.max(...data.steps.flatMap((stored) => stored.shares));
    const svg = draw(figure, "svg", { class: "player-chart", viewBox: "0 0 320 170", role: "img", "aria-label": "Strongest: " + strongest(now) });
    now.shares.forEach((share, i) => {
      const height = 125 * share / top;
      draw(svg, "rect", { x: 34 + i * width, y: 140 - height, width: Math.max(1, width - 1), height, class: "bar" });
      if (i === 0 || (i + 1) % Math.ceil(count / 8) === 0) text(svg, 34 + (i + 0.5) * width, 155, i + 1, "middle");
    });
    draw(svg, "path", { class: "axis", d: "M34 140H314" });
    text(svg, 34, 11, "up to " + part(top));
  };
  const strongest = (now) => now.shares.map((share, i) => [share, i + 1]).sort((a, b) => b[0] - a[0]).slice(0, 3).map(([share, k]) => `frequency ${k} with ${part(share)}`).join(", ");

  const drawClock = (figure, now) => {
    figure.querySelector("svg")?.remove();
    const counts = new Map();
    for (let i = 0; i < now.units.length; i += 3) counts.set(now.units[i], (counts.get(now.units[i]) || 0) + 1);
    const common = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 5);
    const svg = draw(figure, "svg", {
      class: "player-chart", viewBox: "0 0 320 210", role: "img",
      "aria-label": "Units by strongest frequency: " + common.map(([k, count]) => `${count} of frequency ${k}`).join(", "),
    });
    for (const r of [45, 90]) draw(svg, "circle", { class: "ring", cx: 105, cy: 105, r });
    for (let i = 0; i < now.units.length; i += 3) {
      const [angle, r] = [2 * Math.PI * now.units[i + 1] / 256, 90 * now.units[i + 2] / 255];
      const rank = common.findIndex(([k]) => k === now.units[i]);
      draw(svg, "circle", { class: rank < 0 ? "other-unit" : "point c" + rank, cx: 105 + r * Math.sin(angle), cy: 105 - r * Math.cos(angle), r: 3 });
    }
    common.forEach(([k, count], i) => {
      draw(svg, "circle", { class: "point c" + i, cx: 214, cy: 20 + 18 * i, r: 4 });
      text(svg, 224, 24 + 18 * i, `frequency ${k}: ${count}`);
    });
    if (counts.size > common.length) text(svg, 210, 24 + 18 * common.length, "grey: others");
  };

  for (const player of document.querySelectorAll(".player")) {
    const data = read(player);
    const find = (selector) => player.querySelector(selector);
    const [slider, told, button, canvas] = [find("input[type=range]"), find(".player-controls output"), find("button"), find("canvas")];
    const [first, second] = player.querySelectorAll(".ask input");
    const ask = (now) => {
      const [a, b] = [Number(first.value), Number(second.value)];
      const fits = [a, b].every((value) => Number.isInteger(value) && value >= 0 && value < data.elements);
      const cell = a * data.elements + b;
      if (!fits) return `numbers from 0 to ${data.elements - 1}`;
      if (now.expected[cell] === 255) return "not in the table";
      const answer = now.answers[cell] === 255 ? "none of the elements" : now.answers[cell];
      return `${answer} (${now.answers[cell] === now.expected[cell] ? "right" : "wrong: " + now.expected[cell]}; ${now.isTrained[cell] ? "trained on" : "not trained on"})`;
    };
    const show = () => {
      const now = data.steps[Number(slider.value)];
      const words = `step ${now.step}: ${percent(now.trained)} of the pairs trained on are right, ${percent(now.others)} of the others`;
      told.textContent = words;
      slider.setAttribute("aria-valuetext", words);
      canvas.setAttribute("aria-label", "The table at " + words);
      drawTable(canvas, data, now);
      drawCurve(find(".curve"), data, now);
      if (find(".bars")) drawBars(find(".bars"), data, now);
      if (find(".clock")) drawClock(find(".clock"), now);
      find(".ask output").textContent = ask(now);
    };
    let timer = 0;
    const halt = () => { clearInterval(timer); timer = 0; button.textContent = "play"; };
    button.addEventListener("click", () => {
      if (timer) return halt();
      if (slider.value === slider.max) slider.value = 0;
      button.textContent = "pause";
      show();
      timer = setInterval(() => {
        slider.value = Number(slider.value) + 1;
        show();
        if (slider.value === slider.max) halt();
      }, 600);
    });
    slider.addEventListener("input", () => { halt(); show(); });
    find(".ask").addEventListener("input", show);
    find(".ask").addEventListener("submit", (event) => event.preventDefault());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
    find(".player-body").hidden = false;
    show();
  }
})();
