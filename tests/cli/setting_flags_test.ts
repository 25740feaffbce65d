import { assertEquals } from "@std/assert";
import { settingFlags } from "../../lib/cli/setting_flags.ts";

Deno.test("settingFlags() has the words, the default and the place of a setting, and no secret", () => {
  const [config, ...flags] = settingFlags(["color", "data", "port", "logChat", "adminToken"], { port: "p" });
  assertEquals(config?.name, "--config");
  assertEquals(
    flags.map((
      { name, value, help, words, place },
    ) => [name, value, /\(.*\)$/.exec(help)?.[0], words, place]),
    [
      ["--color", "auto|always|never", "(default auto)", ["auto", "always", "never"], undefined],
      ["--data", "FOLDER", "(default ./data)", undefined, "folder"],
      ["--port", "PORT", "(default 8080)", undefined, undefined],
      ["--log-chat", undefined, undefined, undefined, undefined],
    ],
  );
});
