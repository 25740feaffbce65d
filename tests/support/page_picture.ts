/**
 * Makes docs/page.png from the real program: the web page in a browser, and a terminal in the same room. Needs chromium,
 * tmux and telnet, fonts with Chinese and emoji, and port 8080 free:
 *
 *     deno run --allow-all tests/support/page_picture.ts
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { terminalsSvg } from "./ansi_svg.ts";
import { openBrowser, Visitor } from "./browser.ts";
import { ROOT } from "./folders.ts";
import { pause, Seat, tmux } from "./seat.ts";

const TERMINAL = { columns: 58, rows: 22 }, WINDOW = { width: 800, height: 437 };

const browser = await openBrowser();
try {
  const server = await Seat.open("server", "the server", TERMINAL);
  await server.types("deno task start --data none --admin none", "Listening");
  const anna = await Seat.open("anna", "anna: telnet localhost 8080", TERMINAL);
  await anna.types("telnet localhost 8080", "username:");
  await pause(600); // as a person does: a name within 400 ms is a program's
  await anna.types("anna", "#lobby>");
  const look = { viewport: WINDOW };
  const fang = await Visitor.join(browser, { hostname: "localhost", port: 8080 }, "王芳", look);
  await anna.shows("王芳 has joined");
  const says = async (line: string) => {
    await fang.says(line);
    await fang.reads(line.replace("/me ", ""));
    await anna.shows(line.replace("/me ", ""));
  };
  const hears = async (line: string) => {
    await anna.types(line, line);
    await fang.reads(line);
  };
  await hears("Good morning! 😃");
  await says("早上好 anna 👋");
  await says("I am in a browser today, and you?");
  await hears("telnet, as ever. 王芳, is the build green?");
  await says("Yes! https://example.com/build/42 has all of it");
  await anna.types("/msg 王芳 tea?", "tea?");
  await anna.types("/me puts the kettle on", "puts the kettle on");
  await fang.reads("puts the kettle on");
  await fang.page.fill("#input", "好的! 🍵");
  await anna.typesOn("one moment");
  await pause(300);
  const page = Buffer.from(await fang.page.screenshot()).toString("base64");
  const svg = terminalsSvg([{ title: anna.title, ansi: await anna.picture() }], TERMINAL);
  const desk = await browser.newPage({ viewport: { width: 1400, height: 600 } });
  await desk.setContent(`<!DOCTYPE html><style>
    body { margin: 0; display: flex; align-items: flex-start; width: max-content; font: 14px "DejaVu Sans", sans-serif }
    figure { margin: 16px 0 0 16px; border: 1px solid #cfc9bd; border-radius: 9px; overflow: hidden }
    figcaption { background: #e9e5dc; color: #5c574e; padding: 6px; text-align: center }
    img, svg { display: block }
  </style>
  <figure><figcaption>http://localhost:8080/#lobby</figcaption>
    <img width="${WINDOW.width}" height="${WINDOW.height}" src="data:image/png;base64,${page}">
  </figure>${svg.replace(/^<!--.*-->\n/, "")}`);
  await desk.locator("body").screenshot({
    path: new URL("docs/page.png", ROOT).pathname,
    omitBackground: true,
  });
} finally {
  await browser.close();
  await tmux("kill-server");
}
