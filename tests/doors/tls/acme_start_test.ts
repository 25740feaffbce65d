/** What keeps a server with `--tls-domain` from starting, and what names it makes of the setting. */

import { assertEquals, assertRejects } from "@std/assert";
import { demandCertificate } from "../../../lib/doors/late_tls.ts";
import { domainsIn } from "../../../lib/doors/tls/sources.ts";
import { loopbackTls } from "../../../lib/doors/tls/tls_network.ts";
import { type Config, DEFAULTS } from "../../../lib/runtime/config.ts";
import { StartRefused } from "../../../lib/runtime/start_refused.ts";
import { loadedWith, modulesFrom } from "../../support/module_graph.ts";

Deno.test("a server that could not answer the authority does not start, and says which setting is in the way", async () => {
  const refused: readonly [Partial<Config>, told: string][] = [
    [{ tls: "off" }, "Cannot use tls-domain with tls off: "],
    [{ web: "off" }, "Cannot use tls-domain with web off: "],
    [{ greetAfterMs: 0 }, "Cannot use tls-domain with greet-after-ms 0: "],
    [{ tlsCert: "c.pem", tlsKey: "k.pem" }, "Cannot use tls-domain with tls-cert: "],
  ];
  for (const [settings, told] of refused) {
    const config = { ...DEFAULTS, tlsDomain: "chat.example", ...settings };
    await assertRejects(() => demandCertificate(config, loopbackTls), StartRefused, told);
  }
  await demandCertificate({ ...DEFAULTS, tlsDomain: "chat.example" }, loopbackTls);
});

Deno.test("domainsIn() takes each name once, as DNS has it", () => {
  assertEquals(domainsIn(" Chat.Example,talk.example ,chat.example,, "), ["chat.example", "talk.example"]);
  assertEquals(domainsIn(" , "), []);
});

Deno.test("neither a start nor TLS loads what only an authority needs", async () => {
  const modules = await modulesFrom("main.ts");
  const isOfIt = (url: string) => url.includes("/tls/acme") || url.includes("acme-client");
  for (const entry of ["/main.ts", "/lib/doors/tls/open_tls.ts"]) {
    assertEquals(loadedWith(entry, modules).filter(isOfIt), [], entry);
  }
  // the same question must find them where they are
  assertEquals(loadedWith("/lib/doors/tls/acme.ts", modules).filter(isOfIt).length, 6);
});
