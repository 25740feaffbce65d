/**
 * From a socket to lines: bytes, telnet decoder, line editor, `TextLineStream`. Out come the lines a person meant, and the
 * signals of `terminal/signal.ts` between them. Answers to telnet negotiations leave through `reply`.
 *
 * Telnet options are offered only on evidence that the peer speaks telnet; raw clients never see a telnet byte.
 *
 * @module
 */

import { TextLineStream } from "@std/streams/text-line-stream";
import type { Clock } from "../runtime/clock.ts";
import { type ByteSource, type ReadingMeter, socketText } from "./socket_text.ts";
import { TelnetText, type TelnetTextOptions } from "./telnet_text.ts";

export interface LinePipeOptions extends TelnetTextOptions {
  /** A flood pauses by it; the machine's own unless given. */
  readonly clock?: Clock;
  readonly meter?: ReadingMeter;
}

export interface LinePipe {
  /** Lines and signals, in the order they were typed. Cancelling it stops the reading. */
  readonly lines: ReadableStream<string>;
  /** Offers telnet what makes it better; may be repeated, is done once. */
  offerTelnet(): void;
  /** Has lines edited here, or at the client; a telnet client is asked first. */
  edit(isHere: boolean): void;
  /** `editing.make` is there from now on: whoever waited for an editor gets one. */
  editorCame(): void;
}

/** Pipes a socket into lines. The caller keeps the socket. */
export function linesOf(socket: ByteSource, options: LinePipeOptions): LinePipe {
  const translator = new TelnetText(options);
  return {
    lines: socketText(socket, translator, new TextLineStream(), options.clock, options.meter),
    offerTelnet: () => translator.offerTelnet(),
    edit: (isHere) => translator.edit(isHere),
    editorCame: () => translator.editorCame(),
  };
}
