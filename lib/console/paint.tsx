/**
 * The console's only component, drawn by Ink: lines of the screen come in, the text of a frame goes out. It knows
 * nothing of the terminal: `terminal.ts` puts on it what has changed of a frame.
 *
 * Ink is used with what it has in public, but not as usual, each for a reason found in 6.8.0:
 * - Ink on a terminal of its own clears all of it with every frame that fills it, and flickers; the `debug` mode hands
 *   over whole frames instead, and here nothing else is listening;
 * - `<Text>` remembers the width of every text it ever measured, 15 KiB a frame for ever; `<Transform>` measures the
 *   blank it stands for, and puts the line in its place;
 * - `renderToString` loses Yoga's memory with every call, 0.1 MB a frame; one tree that is drawn again does not.
 *
 * @module
 */

import { EventEmitter } from "node:events";
import { Box, render, Transform } from "ink";
// @ts-types="@types/react"
import type { ReactElement } from "react";
import { styledLine } from "./palette.ts";
import type { ScreenLine, Size } from "./screen.ts";
import type { ConsoleSettings } from "./settings.ts";

/** What a screen is drawn from. */
export interface ScreenProps {
  /** Lines, none wider than the screen. */
  readonly lines: readonly ScreenLine[];
  /** How large the screen is. */
  readonly size: Size;
  /** How many colours there are. */
  readonly palette: ConsoleSettings["palette"];
}

/** The whole screen. */
export function Screen({ lines, size: { columns, rows }, palette }: ScreenProps): ReactElement {
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      {lines.slice(0, rows).map((line, row) => (
        <Transform
          key={row}
          transform={() => styledLine(line, palette)}
        >
          {" "}
        </Transform>
      ))}
    </Box>
  );
}

/** Where screens are drawn. Whoever opens it disposes it. */
export interface Canvas extends Disposable {
  /** Draws a screen; returns its lines with the codes in them. */
  draw(props: ScreenProps): readonly string[];
}

/** Opens a canvas. */
export function openCanvas(): Canvas {
  let frame = "";
  const paper = Object.assign(new EventEmitter(), {
    columns: 80,
    isTTY: false,
    write(text: string): boolean {
      frame = text;
      return true;
    },
  });
  const ink = render(<Box />, {
    stdout: paper as unknown as NodeJS.WriteStream,
    stderr: paper as unknown as NodeJS.WriteStream,
    stdin: { isTTY: false } as unknown as NodeJS.ReadStream, // keys are read by `terminal.ts`
    debug: true,
    patchConsole: false,
    exitOnCtrlC: false,
    isScreenReaderEnabled: false,
  });
  return {
    draw(props) {
      paper.columns = props.size.columns;
      ink.rerender(<Screen {...props} />);
      return frame.split("\n");
    },
    [Symbol.dispose]: () => ink.unmount(),
  };
}
