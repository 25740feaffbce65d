/**
 * Turns what a terminal shows (text with colour codes, as `tmux capture-pane -e -p` prints it) into SVG. It knows the
 * colours and widths that occur in a chat, not every escape sequence there is.
 *
 * @module
 */

/** A terminal to draw. */
export interface Terminal {
  readonly title: string;
  /** What it shows, line by line, with SGR codes. */
  readonly ansi: string;
}

/** How many columns and rows every terminal has. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Pixels of a cell, and around things. */
const CELL = { width: 8.43, height: 19 }, PADDING = 14, TITLE = 30, GAP = 16;
const TEXT = "#d7dae0", DIM = "#8b93a3", SCREEN = "#1b1f27", BAR = "#2a303c", EDGE = "#3a4150";
/** SGR 31 to 36 on a dark screen. */
const COLOURS = ["#ff7b72", "#56d364", "#e3b341", "#6cb6ff", "#d2a8ff", "#56d4dd"];
const FONTS = "'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace";

/** Two cells wide in terminals: East Asian scripts and signs, full-width forms, emoji. */
const WIDE = /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{Emoji_Presentation}\uff01-\uff60]|\ufe0f/u;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

interface Style {
  colour: string | undefined;
  isDim: boolean;
  isBold: boolean;
  isInverse: boolean;
}

const PLAIN: Style = { colour: undefined, isDim: false, isBold: false, isInverse: false };

interface Run {
  readonly text: string;
  readonly column: number;
  readonly width: number;
  readonly style: Readonly<Style>;
}

/** One picture of several terminals, two in a row. */
export function terminalsSvg(terminals: readonly Terminal[], size: Size): string {
  const width = size.columns * CELL.width + 2 * PADDING;
  const height = size.rows * CELL.height + PADDING + TITLE + PADDING / 2;
  const all = terminals.map((terminal, index) => {
    const [x, y] = [GAP + (index % 2) * (width + GAP), GAP + Math.floor(index / 2) * (height + GAP)];
    return `<g transform="translate(${round(x)} ${round(y)})">\n${windowOf(terminal, width, height)}\n</g>`;
  });
  const inRow = Math.min(2, terminals.length);
  const [w, h] = [inRow * width + (inRow + 1) * GAP, Math.ceil(terminals.length / 2) * (height + GAP) + GAP];
  return [
    "<!-- deno-fmt-ignore-file -->", // spaces count here
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(w)} ${round(h)}" width="${round(w)}" ` +
    `height="${round(h)}" font-family="${FONTS}" font-size="14" role="img">`,
    `<title>${escaped(terminals.map(({ title }) => title).join(", "))}</title>`,
    ...all,
    "</svg>\n",
  ].join("\n");
}

function windowOf({ title, ansi }: Terminal, width: number, height: number): string {
  const style: Style = { ...PLAIN }; // it holds across lines
  const rows = ansi.trimEnd().split("\n").flatMap((line, row) =>
    runsOf(line, style).map((run) => drawn(run, TITLE + PADDING + (row + 0.75) * CELL.height))
  );
  return [
    `<rect width="${round(width)}" height="${round(height)}" rx="9" fill="${SCREEN}" stroke="${EDGE}"/>`,
    `<path d="M0 ${TITLE}V9a9 9 0 0 1 9-9h${round(width - 18)}a9 9 0 0 1 9 9v${TITLE - 9}z" fill="${BAR}"/>`,
    ...["#ff5f57", "#febc2e", "#28c840"].map((colour, index) =>
      `<circle cx="${18 + index * 18}" cy="${TITLE / 2}" r="5.5" fill="${colour}"/>`
    ),
    `<text x="${round(width / 2)}" y="${TITLE / 2 + 5}" fill="${DIM}" text-anchor="middle">${
      escaped(title)
    }</text>`,
    ...rows,
  ].join("\n");
}

/**
 * Cuts a line into runs of one style, and leaves `style` as the next line finds it. Every wide character is a run of
 * its own, so that columns stay columns.
 */
function runsOf(line: string, style: Style): Run[] {
  const runs: Run[] = [];
  let column = 0;
  // deno-lint-ignore no-control-regex -- ESC [ ... m is what is looked for
  for (const [, codes, text] of line.matchAll(/\x1b\[([\d;]*)m|([^\x1b]+)/g)) {
    if (codes !== undefined) {
      for (const code of codes.split(";")) restyle(style, Number(code));
      continue;
    }
    let narrow = "";
    const flush = () => {
      if (narrow.trim() !== "" || style.isInverse) {
        const start = column - narrow.length;
        runs.push({ text: narrow, column: start, width: narrow.length, style: { ...style } });
      }
      narrow = "";
    };
    for (const { segment } of graphemes.segment(text!)) {
      if (WIDE.test(segment)) {
        flush();
        runs.push({ text: segment, column, width: 2, style: { ...style } });
        column += 2;
      } else {
        narrow += segment;
        column++;
      }
    }
    flush();
  }
  return runs;
}

function restyle(style: Style, code: number): void {
  if (code === 0) Object.assign(style, PLAIN);
  else if (code === 1) style.isBold = true;
  else if (code === 2) style.isDim = true;
  else if (code === 7) style.isInverse = true;
  else if (code === 27) style.isInverse = false;
  else if (code === 90) style.isDim = true;
  else if (code === 22) style.isBold = style.isDim = false;
  else if (code === 39) style.colour = undefined;
  else if (code >= 31 && code <= 36) style.colour = COLOURS[code - 31];
  else if (code >= 91 && code <= 96) style.colour = COLOURS[code - 91];
}

function drawn({ text, column, width, style }: Run, y: number): string {
  const x = PADDING + column * CELL.width, length = width * CELL.width;
  const colour = style.colour ?? (style.isDim ? DIM : TEXT);
  const fill = style.isInverse ? SCREEN : colour;
  const ground = !style.isInverse ? "" : `<rect x="${round(x)}" y="${round(y - 0.75 * CELL.height)}" ` +
    `width="${round(length)}" height="${CELL.height}" fill="${colour}"/>`;
  const weight = style.isBold ? ' font-weight="bold"' : "";
  const place = WIDE.test(text)
    ? `x="${round(x + length / 2)}" text-anchor="middle"`
    : `x="${round(x)}" textLength="${round(length)}"`;
  return ground +
    `<text xml:space="preserve" ${place} y="${round(y)}" fill="${fill}"${weight}>${escaped(text)}</text>`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
