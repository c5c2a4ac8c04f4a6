/** The page of the site and of the single file. */
import { render } from "preact";
import { App } from "./app";
import { pageShell } from "./shell";
import "./style.css";
import type { Incoming } from "./store";

/** A share target opens the page with title, text and url in the query; they are taken out of the address at once. */
function shared(): Incoming | null {
  const query = new URLSearchParams(location.search);
  const text = query.get("text") ?? "";
  if (!text.trim()) return null;
  history.replaceState(null, "", location.pathname);
  return { text, title: query.get("title") ?? "", url: query.get("url") ?? "" };
}

render(<App shell={pageShell()} incoming={shared()} />, document.getElementById("app")!);
