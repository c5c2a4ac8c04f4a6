/** The panel's own words; everything else it says is the page's. */
export const messages = {
  readPage: "Read this page",
  wholePage: "Use the whole page",
  selection: "Use my selection",
  paste: "Paste instead",
  fullTab: "Open in full tab",
  idle: "Ready to read the page in front of you.",
  reading: "Taking the text from the page…",
  restricted: "Browsers do not let extensions read this page. Click the toolbar button on the page to allow it, or copy the article and paste it here.",
  empty: "There is no text there. Select the article's text and choose “Use my selection”, or use the whole page.",
  moved: "This tab moved to another page. Click the toolbar icon to read it.",
  amount: (words: number, paragraphs: number) => `${words.toLocaleString("en")} words, ${paragraphs.toLocaleString("en")} paragraphs`,
  part: { article: "the article", whole: "the whole page", selection: "your selection" },
  place: "Where marks are shown",
  inPanel: "In panel",
  onPage: "On the page",
  onPageNote: "The page's own scripts could notice the decorations.",
};
