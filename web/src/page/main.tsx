/** The page of the site and of the single file. Articles come from the reader, from a share, or from a file opened with the installed page. */
import { render } from "preact";
import { App } from "./app";
import { articleOf } from "./files";
import { pageShell } from "./shell";
import "./style.css";
import type { Incoming } from "./store";

interface LaunchQueue {
  setConsumer(consumer: (launch: { files: readonly { getFile(): Promise<File> }[] }) => void): void;
}

const shell = pageShell();
const root = document.getElementById("app")!;

function show(incoming: Incoming | null): void {
  render(<App shell={shell} incoming={incoming} />, root);
}

/** A share target opens the page with title, text and url in the query; they are taken out of the address at once. */
function shared(): Incoming | null {
  const query = new URLSearchParams(location.search);
  const text = query.get("text") ?? "";
  if (!text.trim()) return null;
  history.replaceState(null, "", location.pathname);
  return { text, title: query.get("title") ?? "", url: query.get("url") ?? "" };
}

show(shared());

(globalThis as { launchQueue?: LaunchQueue }).launchQueue?.setConsumer(async ({ files }) => {
  const file = await files[0]?.getFile();
  if (!file) return;
  const text = await file.text();
  show(/\.html?$/i.test(file.name) ? articleOf(text) : { text, title: file.name.replace(/\.[^.]+$/, "") });
});
