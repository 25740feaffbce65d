/**
 * Where chaos may rage: a corner of the machine with a network, mounts and processes of its own. When the program in it
 * ends, however it ends, the kernel takes all of it away: nothing is left to be cleaned up, and nobody else notices.
 *
 * @module
 */

import { ROOT } from "../support/folders.ts";
import { type OutsideTool, runs } from "../support/outside_tool.ts";

/** What has to be there, beside the right to make such a corner. */
const TOOLS: readonly (readonly [program: string, asking: string, debianPackage: string])[] = [
  ["ip", "-V", "iproute2"],
  ["iptables", "--version", "iptables"],
  ["nats-server", "--version", "nats-server"],
];

/** Where `ip` keeps the names of networks; ours is a folder of this corner only. */
export const RUN = "/run";

/** What the kernel has to let one do there. */
const TRIAL = [
  `mount -t tmpfs tmpfs ${RUN}`,
  "ip netns add far",
  "ip link add switch type bridge",
  "ip link add near type veth peer name eth0 netns far",
  "iptables -w -A INPUT -s 10.77.0.2 -j DROP",
].join(" && ");

/** The command that runs another one within walls. Who is not root there has to be let have such a right. */
function within(command: readonly string[]): readonly string[] {
  const user = Deno.uid() === 0 ? [] : ["--map-root-user"];
  return [...user, "--net", "--mount", "--pid", "--fork", "--mount-proc", "--kill-child", ...command];
}

/** Whether this machine has all that it takes. */
export async function wallsThere(): Promise<OutsideTool> {
  for (const [program, asking, debianPackage] of TOOLS) {
    if (!await runs(program, [asking])) {
      return { isThere: false, remedy: `needs ${program}: apt-get install ${debianPackage}` };
    }
  }
  const isAllowed = Deno.build.os === "linux" &&
    await runs("unshare", within(["sh", "-c", TRIAL]));
  return { isThere: isAllowed, remedy: "needs the right to make networks in namespaces: Linux, as root" };
}

/** Starts the program that plays the stories, within walls. */
export function inside(args: readonly string[], output: "inherit" | "piped"): Deno.ChildProcess {
  const program = new URL("inside.ts", import.meta.url).pathname;
  const deno = [Deno.execPath(), "run", "--quiet", "--no-check", "--allow-all", program, ...args];
  const options = { cwd: ROOT, stdin: "null", stdout: output, stderr: output } as const;
  return new Deno.Command("unshare", { args: [...within(deno)], ...options }).spawn();
}
