import { assertEquals, assertMatch } from "@std/assert";
import { healthOf } from "../../lib/cli/health.ts";
import { WELCOME } from "../../lib/render/render.ts";
import { DataFolder } from "../support/data_folder.ts";
import { freePort } from "../support/free_port.ts";
import { startTestServer } from "../support/journey.ts";

/** Something that answers on a port: sends a greeting, and then a reply to whatever it hears. */
function answering(greeting: string, reply?: string) {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const encoder = new TextEncoder();
  const serving = (async () => {
    for await (const connection of listener) {
      using guest = connection;
      await guest.write(encoder.encode(greeting));
      if (reply === undefined) continue;
      await guest.read(new Uint8Array(512));
      await guest.write(encoder.encode(reply));
      await guest.read(new Uint8Array(512)).catch(() => {});
    }
  })();
  return {
    host: "127.0.0.1",
    port: listener.addr.port,
    async [Symbol.asyncDispose]() {
      listener.close();
      await serving;
    },
  };
}

const UP = { isUp: true, sentence: "The server is healthy." };

Deno.test("healthOf() is told by a server that all is well, in any language and with telnet", async () => {
  for (const settings of [{}, { language: "zh", color: "always", telnet: "always" }] as const) {
    await using server = await startTestServer(settings);
    assertEquals(await healthOf({ host: server.hostname, port: server.port }), UP);
  }
});

Deno.test("healthOf() repeats what a server complains of, which is up all the same", async () => {
  const folder = await Deno.makeTempDir();
  const data = `${folder}/file`;
  await Deno.writeTextFile(data, "");
  for (
    const [language, complaint] of [["en", /^The server is up, but new lines are not being saved: ./], [
      "zh",
      /^服务器/,
    ]] as const
  ) {
    await using server = await startTestServer({ data, language });
    const { isUp, sentence } = await healthOf({ host: server.hostname, port: server.port });
    assertEquals(isUp, true);
    assertMatch(sentence, complaint);
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("healthOf() says which of several nodes answers", async () => {
  const text = "The server is well. This is the node berlin.";
  await using server = answering(
    `${WELCOME}\n`,
    JSON.stringify({ about: "health", node: "berlin", text }) + "\n",
  );
  assertEquals(await healthOf(server), { isUp: true, sentence: text });
});

Deno.test("healthOf() takes an older server at its welcome, whatever it answers then", async () => {
  const asked = `There is no command /json.\n${WELCOME}\n"{" cannot be your name\n${WELCOME}\n`;
  for (const reply of [asked, "", "{\n", `{"about":"health"}\n`, undefined]) {
    await using server = answering(`${WELCOME}\n`, reply);
    assertEquals(await healthOf(server), UP);
  }
});

Deno.test("healthOf() shows nothing of an answer that could harm a terminal", async () => {
  const text = "\x1b]0;title\x07bad\u202e" + "x".repeat(1000);
  await using server = answering(
    `${WELCOME}\n`,
    JSON.stringify({ about: "health", trouble: "x", text }) + "\n",
  );
  const { sentence } = await healthOf(server);
  assertMatch(sentence, /^badx{100,250}…$/);
});

Deno.test("healthOf() says why a server is not up", async () => {
  await using other = answering("HTTP/1.1 400 Bad\x1b[31m Request\r\n");
  assertEquals(await healthOf(other), {
    isUp: false,
    sentence: `Cannot get a welcome from 127.0.0.1:${other.port}: it answered "HTTP/1.1 400 Bad Request"`,
  });
  const gone = answering("");
  await gone[Symbol.asyncDispose]();
  assertMatch(
    (await healthOf(gone)).sentence,
    /^Cannot get a welcome from 127\.0\.0\.1:\d+: Connection refused/,
  );
});

Deno.test("healthOf() asks a server that listens on all addresses on the loopback one", async () => {
  const port = freePort();
  for (const [host, asked] of [["0.0.0.0", "127.0.0.1"], ["::", "[::1]"]] as const) {
    const { isUp, sentence } = await healthOf({ host, port });
    assertEquals([isUp, sentence.startsWith(`Cannot get a welcome from ${asked}:${port}: `)], [false, true]);
  }
});

Deno.test("healthOf() repeats what has become of what a server had kept", async () => {
  await using folder = await DataFolder.make();
  await Deno.writeTextFile(`${folder.path}/chat.sqlite`, "Dear diary, ".repeat(1000));
  await using server = await startTestServer({ data: folder.path });
  assertEquals(await healthOf({ host: server.hostname, port: server.port }), {
    isUp: true,
    sentence: "The server is up and saves new lines, but some kept lines may be lost: " +
      "the file was damaged and put aside, and a new one is used.",
  });
});
