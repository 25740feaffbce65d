import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { htmlPage } from "../../lib/cli/html_page.ts";
import { keptLine } from "./kept.ts";

Deno.test("htmlPage() shows what was said as text, whatever it looks like", () => {
  const { page } = htmlPage("#x", "UTC");
  const html = page([keptLine(1, "#x", `<script>alert("1")</script> & 'q' &lt;`)]);
  assertStringIncludes(
    html,
    "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;q&#39; &amp;lt;",
  );
  assertEquals(html.includes("<script"), false);
});

Deno.test("htmlPage() carries the room's name as title, and allows nothing to be loaded or run", () => {
  const { head, foot } = htmlPage("#a<b", "UTC");
  assertStringIncludes(head, "<title>#a&lt;b</title>");
  assertStringIncludes(head, "<h1>#a&lt;b</h1>");
  assertStringIncludes(head, `content="default-src 'none'; style-src 'unsafe-inline'"`);
  assertMatch(head, /^<!doctype html>\n/);
  assertStringIncludes(head, "color-scheme: light dark");
  assertStringIncludes(foot, "</html>");
});

Deno.test("htmlPage() gives every line its time for people and for programs, and an anchor", () => {
  const { page } = htmlPage("#x", "+08:00");
  assertEquals(
    page([keptLine(7, "#x", "hi"), keptLine(8, "#x", "waves", { kind: "acted" })]),
    `<section>
<p id="m7"><time datetime="2026-01-05T14:05:07.000Z">2026-01-05 22:05</time> <b><bdi>anna</bdi></b>: <bdi>hi</bdi></p>
<p id="m8"><time datetime="2026-01-05T14:05:08.000Z">2026-01-05 22:05</time> * <b><bdi>anna</bdi></b> <bdi>waves</bdi></p>
</section>
`,
  );
});

Deno.test("htmlPage() puts a long page into sections that a browser lays out one by one", () => {
  const { head, page } = htmlPage("#x", "UTC");
  const html = page(Array.from({ length: 250 }, (_, i) => keptLine(i + 1, "#x", "hi")));
  assertEquals(html.match(/<section>/g)!.length, 3);
  assertEquals(html.match(/<\/section>/g)!.length, 3);
  assertEquals(html.match(/<p /g)!.length, 250);
  assertStringIncludes(head, "content-visibility: auto");
});
