import { assertEquals } from "@std/assert";
import { editorOf } from "../../lib/doors/editor.ts";
import { type EditorModule, LateEditor, type LateEditorParts } from "../../lib/doors/late_editor.ts";
import { Background } from "../../lib/runtime/background.ts";
import { FewFiles, PLENTY } from "../support/few_files.ts";
import { settled } from "../support/fake_clock.ts";
import { LogBook } from "../support/log_book.ts";
import { loadedWith, modulesFrom } from "../support/module_graph.ts";

/** An editor whose every loading the test ends, and what its users and the operator were told. */
function late(spare: LateEditorParts["spare"] = PLENTY) {
  const book = new LogBook(), told: string[] = [];
  const loads: PromiseWithResolvers<EditorModule>[] = [];
  const background = new Background((task, error) =>
    told.push(`bug in ${task}: ${(error as Error).message}`)
  );
  const editor = new LateEditor({
    load() {
      loads.push(Promise.withResolvers());
      return loads.at(-1)!.promise;
    },
    background,
    log: book.log,
    spare,
  });
  const user = (name: string) => ({ editorCame: () => void told.push(name) });
  return { editor, loads, told, background, log: book.lines, user };
}

Deno.test("LateEditor loads once for all who need it, and tells each of them once", async () => {
  const { editor, loads, told, user } = late();
  assertEquals([editor.editorOf, loads.length], [undefined, 0]);
  const ann = user("ann");
  for (const each of [ann, user("bob"), ann]) editor.need(each);
  await settled();
  assertEquals([editor.editorOf, loads.length, told], [undefined, 1, []]);
  loads[0]!.resolve({ editorOf });
  await settled();
  assertEquals([editor.editorOf, told], [editorOf, ["ann", "bob"]]);
  editor.need(user("cid"));
  await settled();
  assertEquals([loads.length, told], [1, ["ann", "bob"]]);
});

Deno.test("LateEditor tells the operator once where it cannot be loaded, and tries again for the next one", async () => {
  const { editor, loads, told, log, user, background } = late();
  const ann = user("ann");
  for (const each of [ann, user("bob")]) editor.need(each);
  loads[0]!.reject(new Error("too many open files"));
  await settled();
  assertEquals(log, [
    "warning: Could not load the line editor, so lines are edited at the client: Error: too many open files",
  ]);
  assertEquals([editor.editorOf, told, background.size], [undefined, [], 0]);
  editor.need(ann);
  loads[1]!.resolve({ editorOf });
  await settled();
  assertEquals([told, log.length], [["ann"], 1]);
});

Deno.test("LateEditor loads nothing where no file can be opened for it, tells the operator, and tries again for the next one", async () => {
  const files = new FewFiles(), { editor, loads, told, log, user, background } = late(files);
  for (const each of [user("ann"), user("bob")]) editor.need(each);
  await settled();
  assertEquals([loads.length, told, background.size], [0, [], 0]);
  assertEquals(log, [
    "warning: Could not load the line editor, so lines are edited at the client: " +
    "almost all open files are in use",
  ]);
  files.hasSome = true;
  for (const each of [user("cid"), user("dan")]) editor.need(each);
  loads[0]!.resolve({ editorOf });
  await settled();
  assertEquals([loads.length, told, log.length], [1, ["cid", "dan"], 1]);
});

Deno.test("LateEditor tells nothing to one who is gone, and a bug of one keeps it from no other", async () => {
  const { editor, loads, told, user } = late();
  const ann = user("ann");
  const broken = {
    editorCame() {
      throw new Error("oh");
    },
  };
  for (const each of [ann, broken, user("bob")]) editor.need(each);
  editor.forget(ann);
  loads[0]!.resolve({ editorOf });
  await settled();
  assertEquals(told, ["bob", "bug in the line editor: oh"]);
});

Deno.test("no start of the server loads the line editor", async () => {
  const modules = await modulesFrom("main.ts");
  const isOfIt = (module: string) => /\/(key_editor|input_view|session_host)\.ts$/.test(module);
  assertEquals(loadedWith("/main.ts", modules).filter(isOfIt), []);
  // the same question must find them where they are
  assertEquals(loadedWith("/lib/doors/editor.ts", modules).filter(isOfIt).length, 3);
});
