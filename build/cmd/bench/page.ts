/** What the contenders' pages share. */

declare const __SAMPLE__: string;

/** The text that all of them read. */
export const sample = __SAMPLE__;

interface Contender {
  /** When the program was there, in milliseconds since navigation. */
  ready: number;
  read(text: string): Promise<void>;
  /** How many tokens it finds in the sample. */
  count(): Promise<number>;
}

/** Reads the sample for the first time and tells the driver. */
export async function offer(contender: Contender): Promise<void> {
  await contender.read(sample);
  const first = performance.now();
  const tokens = await contender.count();
  const { ready, read } = contender;
  Object.assign(globalThis, {
    bench: {
      ready,
      first,
      async read(times: number) {
        const text = Array.from({ length: times }, () => sample).join("\n");
        const start = performance.now();
        await read(text);
        return { tokens: tokens * times, milliseconds: performance.now() - start };
      },
    },
  });
}
