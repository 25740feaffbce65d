import { assertEquals, assertRejects } from "@std/assert";
import { StartRefused } from "../../lib/runtime/start_refused.ts";
import { bindPrivately } from "../../lib/admin/private_socket.ts";

const listen = (path: string) => Deno.listen({ transport: "unix", path });

/** A folder for one test. */
async function folder() {
  const path = await Deno.makeTempDir();
  return {
    path,
    names: () => Array.from(Deno.readDirSync(path), ({ name }) => name).toSorted(),
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

Deno.test("bindPrivately() makes a socket that is its user's alone, and was so when it was bound", async () => {
  await using dir = await folder();
  const path = `${dir.path}/admin.sock`;
  let modeOfFolder: number | null = null;
  using listener = await bindPrivately(path, (temporary) => {
    modeOfFolder = Deno.statSync(temporary.slice(0, temporary.lastIndexOf("/"))).mode;
    return listen(temporary);
  });
  assertEquals(modeOfFolder! & 0o777, 0o700);
  assertEquals(Deno.statSync(path).mode! & 0o777, 0o600);
  assertEquals(dir.names(), ["admin.sock"]);
  const accepting = listener.accept();
  using _guest = await Deno.connect({ transport: "unix", path });
  (await accepting).close();
});

Deno.test("bindPrivately() takes the place of a socket that nobody answers on", async () => {
  await using dir = await folder();
  const path = `${dir.path}/admin.sock`;
  const code = `Deno.listen({ transport: "unix", path: ${
    JSON.stringify(path)
  } }); Deno.kill(Deno.pid, "SIGKILL");`;
  await new Deno.Command(Deno.execPath(), { args: ["eval", code] }).output();
  assertEquals(Deno.statSync(path).isSocket, true);
  using _listener = await bindPrivately(path, listen);
  using _guest = await Deno.connect({ transport: "unix", path });
});

Deno.test("bindPrivately() leaves alone a socket on which somebody answers, and everything that is no socket", async () => {
  await using dir = await folder();
  const path = `${dir.path}/admin.sock`;
  using _listener = listen(path);
  await assertRejects(() => bindPrivately(path, listen), StartRefused, "another server answers there");
  await Deno.writeTextFile(`${dir.path}/notes`, "mine");
  await assertRejects(
    () => bindPrivately(`${dir.path}/notes`, listen),
    StartRefused,
    "something else at that path",
  );
  await assertRejects(() => bindPrivately(dir.path, listen), StartRefused, "something else at that path");
  assertEquals(await Deno.readTextFile(`${dir.path}/notes`), "mine");
  assertEquals(dir.names(), ["admin.sock", "notes"]);
});

Deno.test("bindPrivately() leaves nothing behind where it cannot bind", async () => {
  await using dir = await folder();
  await assertRejects(
    () =>
      bindPrivately(`${dir.path}/admin.sock`, () => {
        throw new Error("no");
      }),
    Error,
    "no",
  );
  assertEquals(dir.names(), []);
});

Deno.test("bindPrivately() binds nothing at a path that is too long to connect to, though it could", async () => {
  await using dir = await folder();
  let bound = 0;
  const path = `${dir.path}/${"a".repeat(120)}`;
  await assertRejects(() => bindPrivately(path, () => bound++), TypeError);
  assertEquals([bound, dir.names()], [0, []]);
});
