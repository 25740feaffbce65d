/**
 * The one session of a client of SSH (RFC 4254, 6): a channel, perhaps a terminal, and then a shell, which is the chat, or
 * one command. Whatever else can be asked for is refused.
 *
 * @module
 */

import type { ChannelWanted } from "ssh2/protocol";
import type { RemoteTerminal } from "../connection.ts";
import { PeerTerminal, type TerminalTold } from "./peer_terminal.ts";
import { type ChannelLine, MAX_PACKET_BYTES, SshChannel, WINDOW_BYTES } from "./ssh_channel.ts";

/** The number of the one channel. */
const CHANNEL = 0;

/** Shortest packet that a client must take, in bytes: a line would be hundreds of them otherwise. */
const MIN_PACKET_BYTES = 256;

/** Why no channel is opened (RFC 4254, 5.1). */
const PROHIBITED = 1;

const ONE_SESSION = "One session a connection, please: connect once more for another one.";
const NO_FORWARDING = "This is a chat: nothing is forwarded here.";
const NO_FILES = "This is a chat: it has no files, and copies none.\r\n";
const NO_SUBSYSTEM = "This is a chat: it has no subsystems.\r\n";

/** What programs run that copy files. */
const COPIES_FILES = /^(?:\S*\/)?(?:scp|rsync|sftp-server|git-[\w-]+)(?: |$)/;

/** Told when the session has begun. */
export type Begin = (
  channel: SshChannel,
  asked: { readonly terminal: RemoteTerminal | undefined; readonly command: string | undefined },
) => void;

export class SshSession {
  readonly #line: ChannelLine;
  readonly #begin: Begin;
  #channel: SshChannel | undefined;
  #peerId = 0;
  #terminal: PeerTerminal | undefined;
  #hasBegun = false;

  constructor(line: ChannelLine, begin: Begin) {
    this.#line = line;
    this.#begin = begin;
  }

  /** The channel of this number; undefined where there is none. */
  channel(id: number = CHANNEL): SshChannel | undefined {
    return id === CHANNEL ? this.#channel : undefined;
  }

  /** The client wants a channel. */
  open({ type, sender, window, packetSize }: ChannelWanted): void {
    const { protocol } = this.#line;
    if (sender === undefined || window === undefined || packetSize === undefined) {
      return this.#line.fail("The wish for a channel is cut off.");
    }
    if (type !== "session") return protocol.channelOpenFail(sender, PROHIBITED, NO_FORWARDING);
    if (this.#channel !== undefined) return protocol.channelOpenFail(sender, PROHIBITED, ONE_SESSION);
    if (packetSize < MIN_PACKET_BYTES) return this.#line.fail("The packets are too short.");
    this.#peerId = sender;
    this.#channel = new SshChannel({ id: sender, window, packetBytes: packetSize }, this.#line);
    protocol.channelOpenConfirm(sender, CHANNEL, WINDOW_BYTES, MAX_PACKET_BYTES);
  }

  /** The client has closed its channel. */
  close(id: number): void {
    const channel = this.channel(id);
    if (channel === undefined) return;
    channel.end();
    if (!this.#hasBegun) channel[Symbol.dispose]();
  }

  /** The client asks for something on its channel. */
  ask(id: number, type: string, wantsReply: boolean, data: unknown): void {
    const channel = this.channel(id);
    if (channel === undefined) return;
    const does = this.#answer(channel, type, data), { protocol } = this.#line;
    if (wantsReply && does === undefined) protocol.channelFailure(this.#peerId);
    if (wantsReply && does !== undefined) protocol.channelSuccess(this.#peerId);
    does?.();
  }

  /** What is done when it has been answered; undefined where the answer is no. */
  #answer(channel: SshChannel, type: string, data: unknown): (() => void) | undefined {
    if (type === "window-change") return () => this.#terminal?.resize(data as TerminalTold);
    if (this.#hasBegun) return undefined;
    if (type === "pty-req") return () => void (this.#terminal = new PeerTerminal(data as TerminalTold));
    if (type === "shell") return () => this.#start(channel, undefined);
    if (type === "subsystem") {
      return () => this.#refuse(channel, data === "sftp" ? NO_FILES : NO_SUBSYSTEM);
    }
    if (type !== "exec") return undefined; // an environment, an agent, a screen
    const command = String(data); // no longer than a packet; the chat says what is too long for it
    return () => COPIES_FILES.test(command) ? this.#refuse(channel, NO_FILES) : this.#start(channel, command);
  }

  #start(channel: SshChannel, command: string | undefined): void {
    this.#hasBegun = true;
    this.#begin(channel, { terminal: this.#terminal, command });
  }

  /** Says why on the standard error of the client's program, and ends that. */
  async #refuse(channel: SshChannel, why: string): Promise<void> {
    this.#hasBegun = true;
    channel.exitWith(1);
    try {
      for (let rest = new TextEncoder().encode(why); rest.length > 0;) {
        rest = rest.subarray(await channel.writeError(rest));
      }
      await channel.closeWrite();
    } catch {
      // gone already
    }
    channel[Symbol.dispose]();
  }
}
