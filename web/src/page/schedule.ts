/** Gives the browser a turn between pieces of work, so that no task is long. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });
}

/** So many milliseconds. */
export function pause(time: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, time); });
}
