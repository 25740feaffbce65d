import { assertEquals, assertMatch } from "@std/assert";
import { readConfigFile } from "../../lib/cli/config_file.ts";
import { settingsFrom } from "../../lib/cli/settings.ts";
import { StartRefused } from "../../lib/runtime/start_refused.ts";

const nothing = () => undefined;

Deno.test("readConfigFile() reads TOML, and refuses a missing or broken file in one line", async () => {
  const path = await Deno.makeTempFile({ suffix: ".toml" });
  try {
    await Deno.writeTextFile(path, 'port = 1\ntrusted-networks = ["loopback", "10.0.0.0/8"]\n');
    const values = await readConfigFile(path);
    const { config } = settingsFrom({ flags: {}, environment: nothing, file: { path, values } });
    assertEquals(config.trustedNetworks, "loopback,10.0.0.0/8");
    const refused = async (content: string | Uint8Array) => {
      await Deno.writeFile(path, typeof content === "string" ? new TextEncoder().encode(content) : content);
      const error = await readConfigFile(path).catch((error) => error);
      assertEquals([error instanceof StartRefused, error.message.includes("\n")], [true, false]);
      return error.message.replace(`Cannot read the config file "${path}": `, "");
    };
    assertEquals(await refused("port = = 1\n"), "line 1, column 8: invalid value");
    assertMatch(
      await refused('# x\nhost = "x"\nport = 1\nport = 2\n'),
      /^line 4, column 1: trying to redefine/,
    );
    assertMatch(await refused('lang = "en\n'), /^line 1, column \d+: /);
    const latin1 = new Uint8Array([...new TextEncoder().encode('port = 1\ndata = "'), 0xe9, 0x22]);
    assertEquals(await refused(latin1), "line 2 is not UTF-8 text; save the file as UTF-8");
  } finally {
    await Deno.remove(path);
  }
  const missing = await readConfigFile(path).catch((error) => error);
  assertEquals(missing.message, `Cannot read the config file "${path}": there is no such file`);
  const folder = await readConfigFile("tests").catch((error) => error);
  assertEquals(folder.message, 'Cannot read the config file "tests": that is a folder');
});

Deno.test("readConfigFile() reads no more than a config file may have, and what is no file only at the start", async () => {
  const told = (path: string, isAgain: boolean) =>
    readConfigFile(path, isAgain).then(() => "read", (error) => error.message.split('": ')[1]);
  assertEquals(await told("/dev/zero", false), "it has more than 1048576 bytes");
  assertEquals(await told("/dev/null", false), "read");
  assertEquals(await told("/dev/null", true), "that is not a file that can be read twice");
  assertEquals(await told("tests", true), "that is a folder");
});
