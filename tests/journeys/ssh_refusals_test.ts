/** What a server of SSH often has and this one has not: each is refused, in words where its client shows them. */

import { assertEquals, assertStringIncludes } from "@std/assert";
import { DataFolder } from "../support/data_folder.ts";
import { Guest } from "../support/journey.ts";
import { testWith } from "../support/outside_tool.ts";
import { ProgramGuest } from "../support/program_guest.ts";
import { installed, run, SshPrograms } from "../support/ssh_programs.ts";

const openSsh = await installed("ssh", "openssh-client"), sftp = await installed("sftp", "openssh-client");

const NO_FILES = "This is a chat: it has no files, and copies none.";
const NO_FORWARDING = "This is a chat: nothing is forwarded here.";

testWith(sftp, "sftp and scp are told that a chat has no files, and nobody comes in for them", async () => {
  await using programs = await SshPrograms.make();
  await using server = await programs.server();
  await using bob = await Guest.join(server, "bob");
  const scp = programs.openSsh(server.port, "scp");
  const tries = [
    [...programs.openSsh(server.port, "sftp"), "anna@127.0.0.1"],
    [...scp, "deno.json", "anna@127.0.0.1:"],
    [...scp, "-O", "deno.json", "anna@127.0.0.1:"],
    [...scp, "-O", "anna@127.0.0.1:deno.json", "/dev/null"],
  ] as const;
  for (const command of tries) {
    const { status, errors } = await run(command);
    assertStringIncludes(errors, NO_FILES);
    assertEquals(status > 0, true);
  }
  const other = await run([...programs.openSsh(server.port), "-s", "anna@127.0.0.1", "netconf"]);
  assertEquals([other.status, other.errors], [1, "This is a chat: it has no subsystems.\r\n"]);
  await bob.say("alone?");
  await bob.say("/who");
  await bob.hears("1 person is here: bob. You are bob.");
});

testWith(
  openSsh,
  "ssh that wants to forward ports is told that a chat forwards nothing, and may talk",
  async () => {
    await using programs = await SshPrograms.make();
    await using server = await programs.server();
    await using folder = await DataFolder.make();
    const start = programs.openSsh(server.port), socket = `${folder.path}/socket`;
    const straight = await run([...start, "-W", "127.0.0.1:9", "anna@127.0.0.1"]);
    assertStringIncludes(straight.errors, NO_FORWARDING);
    const back = await run([...start, "-R", "0:127.0.0.1:9", "anna@127.0.0.1"], "/quit\n");
    assertStringIncludes(back.errors, "remote port forwarding failed");
    assertStringIncludes(back.output, "Hello anna");
    await using bob = await Guest.join(server, "bob");
    await using anna = ProgramGuest.start([...start, "-L", `${socket}:127.0.0.1:9`, "anna@127.0.0.1"]);
    await anna.sees("Hello anna");
    using forwarded = await Deno.connect({ transport: "unix", path: socket });
    assertEquals(await forwarded.read(new Uint8Array(1)).catch(() => null), null);
    await anna.say("it was closed");
    await bob.hearUntil("anna: it was closed");
  },
);

testWith(openSsh, "ssh that wants to bring its agent and its screen may talk without them", async () => {
  await using programs = await SshPrograms.make();
  await using server = await programs.server();
  const [ssh, ...options] = programs.openSsh(server.port), to = ["anna@127.0.0.1", "who"];
  const asking = [
    [["ssh-agent", ssh, "-v", "-A", "-o", "IdentityAgent=SSH_AUTH_SOCK"], "Requesting authentication agent"],
    [["env", "DISPLAY=:9", ssh, "-Y"], "X11 forwarding request failed on channel 0"],
  ] as const;
  for (const [start, told] of asking) {
    const { status, output, errors } = await run([...start, ...options, ...to]);
    assertStringIncludes(errors, told);
    assertEquals([status, output], [0, "1 person is here: anna [ssh]. You are anna.\n"]);
  }
});
