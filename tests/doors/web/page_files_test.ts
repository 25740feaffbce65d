/** The files of the page: small, whole, and nothing of them from elsewhere. */

import { assert, assertEquals, assertLess } from "@std/assert";
import { type PageFile, pageFiles } from "../../../lib/doors/web/page_files.ts";

/** Most bytes of the page, as it is written and as it is packed on its way to a browser. */
const MAX_BYTES = 49_500, MAX_PACKED_BYTES = 20_500;

const files = await pageFiles(), decoder = new TextDecoder();
const texts = Array.from(files, ([path, { body }]) => [path, decoder.decode(body)] as const);

Deno.test("the page is small, and smaller on its way", () => {
  const sum = (size: (file: PageFile) => number) =>
    [...files.values()].reduce((sum, file) => sum + size(file), 0);
  assertLess(sum(({ body }) => body.length), MAX_BYTES);
  assertLess(sum(({ packed }) => packed.length), MAX_PACKED_BYTES);
});

Deno.test("what is packed is what it was", async () => {
  for (const [path, { body, packed }] of files) {
    const stream = new Blob([packed.slice()]).stream().pipeThrough(new DecompressionStream("gzip"));
    assertEquals(await new Response(stream).text(), decoder.decode(body), path);
  }
});

Deno.test("every file that the page names is there, and every file is named", () => {
  const named = texts.flatMap(([, text]) => [
    ...Array.from(text.matchAll(/(?:src|href)="(\/[^"]+)"/g), ([, path]) => path!),
    ...Array.from(text.matchAll(/from "\.\/(\w+\.js)"/g), ([, name]) => `/page/${name}`),
  ]);
  assertEquals([...new Set(["/", ...named])].toSorted(), [...files.keys()].toSorted());
});

Deno.test("nothing comes from elsewhere, no script or style stands in the markup, and no text becomes markup", () => {
  for (const [path, text] of texts) {
    assert(
      !/(?:https?:)?\/\/[\w-]+\.\w|@import\s+(?:url|")/.test(text.replace("http://www.w3.org/2000/svg", "")),
      path,
    );
    assert(!/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/.test(text), path);
  }
  const html = decoder.decode(files.get("/")!.body);
  assertEquals(html.match(/<style|\sstyle=|\son\w+=|<script>|javascript:/gi), null);
  assertEquals(html.match(/<script[^>]*>/g), ['<script type="module" src="/page/app.js">']);
});
