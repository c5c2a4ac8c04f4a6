/** Every word of the interface, in English. Another language is another object of this shape. */
import type { Correction, Failure, Format, Note, NoteStatus } from "../core/protocol";
import type { ActorType, HedgeClass, Reading, SourceKind, Stance } from "../core/reading";
import type { Facts, Group } from "./facts";
import type { Binding } from "./keys";
import type { Lens, MarkKind } from "./marks";
import type { Saving } from "./saves";

const number = new Intl.NumberFormat("en");
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hour12: false });

function many(count: number, one: string, more = `${one}s`): string {
  return `${number.format(count)} ${count === 1 ? one : more}`;
}

function percent(share: number): string {
  return share > 0 && share < 0.01 ? "<1 %" : `${Math.round(share * 100)} %`;
}

function list(parts: string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

const lensOne: Record<Lens, string> = { actor: "Actor", source: "Source", hedge: "Hedge" };
const lensMany: Record<Lens, string> = { actor: "Actors", source: "Sources", hedge: "Hedges" };
const aLens: Record<Lens, string> = { actor: "an actor", source: "a source", hedge: "a hedge" };
const actorTypes: Record<ActorType, string> = { person: "Person", organization: "Organisation", government: "Government body", group: "Group", place: "Place acting" };
const sourceKinds: Record<SourceKind, string> = {
  person: "person", organization: "organisation", government: "government", group: "group", media: "news outlet", document: "document", unknown: "no source given",
};
const hedgeClasses: Record<HedgeClass, string> = {
  possibility: "Possibility", probability: "Probability", appearance: "Appearance", report: "Hearsay", unknown: "Not known",
  condition: "Condition", belief: "Belief", approximation: "Approximation",
};

/** A piece of a sentence: words, or a number that leads to what it counts. */
export type GlancePart = string | { words: string; of: Group | "sources" | "stated" | "hedges" | "reporter" };

export const t = {
  name: "Ascribe",
  promise: "This tool shows who is speaking and how sure they sound. It does not say what is true.",
  privacy: "Everything happens on this device. No text and no note leaves it, unless you export or copy it yourself.",
  checkPrivacy: "To see it for yourself: open the browser’s developer tools, choose Network, and paste an article. The list stays empty.",
  bridge: "The page, the file opened from disk and the extension keep a library each. Export and import carry articles and notes from one to another.",
  home: "Ascribe, new article",
  skip: "Skip to the article",
  mainMenu: "Menu",
  new: "New",
  library: "Library",
  export: "Export",
  settings: "Settings",
  help: "Help",
  helpShort: "Help",
  close: "Close",
  cancel: "Cancel",
  undo: "Undo",
  undone: "Taken back.",
  redone: "Made again.",
  nothingToUndo: "Nothing to take back.",
  nothingToRedo: "Nothing to make again.",
  edit: "Edit",
  delete: "Delete",
  done: "Done",
  apply: "Apply",
  retry: "Retry",
  reload: "Reload",
  go: "Go",
  choose: "Choose…",
  details: "Details",
  understood: "Understood",
  untitled: "Untitled article",
  titleLabel: "Article title",
  percent,
  count: (count: number) => number.format(count),
  countUnnamed: (unnamed: number) => `(${number.format(unnamed)} unnamed)`,
  words: (count: number) => many(count, "word"),
  size: megabytes,
  notes: (count: number) => many(count, "note"),
  mentions: (count: number) => many(count, "mention"),
  statements: (count: number) => many(count, "statement"),
  date: (iso: string) => (Number.isNaN(Date.parse(iso)) ? iso : day.format(new Date(iso))),
  host: (url: string) => {
    try {
      return new URL(url).host.replace(/^www\./, "");
    } catch {
      return "";
    }
  },

  // Start
  startTitle: "Who is speaking, and how sure do they sound?",
  explanation: [
    ["Paste a news article: ", { lens: "actor", words: "actors" }, ", ", { lens: "source", words: "sources" }, " and ", { lens: "hedge", words: "hedged claims" }, " are marked in the text."],
    ["Every mark says why it is there, takes your notes, and can be corrected."],
    ["It shows who is speaking and how sure they sound. It does not say what is true."],
  ] satisfies (string | { lens: Lens; words: string })[][],
  textField: "The article's text",
  textPlaceholder: "Paste an article here, or drop a .txt, .md or .html file…",
  analyse: "Read the article",
  pasteButton: "Paste",
  openFile: "Open a file…",
  onlyFirst: (name: string) => `Only ${name} was opened. Files of a library are opened alone.`,
  shelved: (count: number) => `${count === 1 ? "One more article is" : `${count} more articles are`} in the library.`,
  trySample: "Try a sample",
  preparing: "Preparing the reader… (on this device)",
  ready: "Ready. Nothing you paste leaves this device.",
  notStarted: "The reader could not be started. It is tried again when you paste.",
  recent: "Recent articles",

  // Reading
  reading: "Reading…",
  readingStarted: "Reading the article…",
  readingLong: (seconds: number) => `Reading the article, about ${many(seconds, "second")}.`,
  readingHalf: "Half of the article is read.",
  readingDone: (counts: { actors: number; sources: number; hedges: number }) => `Done. ${many(counts.actors, "actor")}, ${many(counts.sources, "source")}, ${many(counts.hedges, "hedge")}.`,
  warming: "Preparing language rules… a moment, the first time",
  progress: (done: number, total: number) => `¶${done} of ${total}`,
  cancelled: "The reading was cancelled. Marks found so far stay.",
  held: (words: number) => `All ${many(words, "word")} are kept, but only the beginning is shown: browsers freeze when so much text stands in a field. To change it, edit it in another program and paste it here again.`,
  undoPaste: "Undo the paste",
  readAgain: "Read again",
  notRead: "The article has not been read yet.",
  stopped: "The analysis stopped. Your text and notes are safe.",
  stoppedBy: (code: Failure["code"]) => (code === "too-large" ? "This text is too long to be read in one piece. Your text and notes are safe." : code === "no-text" ? "There is no text to read." : "The analysis stopped. Your text and notes are safe."),
  copyDetails: "Copy details",
  analyseAnyway: "Analyse anyway",
  doubts: {
    empty: (_: number) => "There is no word in this text.",
    "too-short": (_: number) => "This is very short for an article. The marks may say little.",
    "not-english": (_: number) => "This does not look like English. The rules know English only.",
    code: (_: number) => "This looks like code rather than an article.",
    links: (_: number) => "This looks like a list of links rather than an article.",
    table: (_: number) => "This looks like a table rather than an article.",
    chat: (_: number) => "This looks like a chat. The rules know news, not messages.",
    verse: (_: number) => "This looks like a poem or a song. The rules know news, not verse.",
    huge: (words: number) => `This text has ${many(words, "word")}. Marking it takes a while; you can go on reading meanwhile.`,
  },
  weRead: (words: number, paragraphs: number) => `${many(words, "word")}, ${many(paragraphs, "paragraph")}`,
  editText: "Edit text",
  wholePage: "Use the whole page",
  textChanged: "Text changed.",
  updateMarks: "Update marks",
  articleFields: { url: "Address", outlet: "Outlet", author: "Author", published: "Published" },
  openSource: "Open the original page",
  articleHelp: "Press J for the next finding, K for the one before, Enter for its card, M for a note on the sentence, and question mark for all keys.",
  firstHint: "Choose a mark to see why it is there, to note something or to correct it.",
  nothing: {
    actor: "No actors found with these rules.",
    source: "No sources found with these rules. Nobody is said to have said anything.",
    hedge: "No hedges found with these rules. That can be normal for short news.",
    all: "No actors, sources or hedges found with these rules. That can be normal for very short texts.",
  },
  nothingHere: (lens: Lens) => `No ${lensMany[lens].toLowerCase()} in this article.`,

  // Lenses
  lenses: "Lenses",
  lensOne,
  lensMany,
  statements0: "Statements",
  clean: "Clean text",
  cleanOn: "Clean text. All marks hidden.",
  cleanOff: "Marks shown.",
  lensSaid: (lens: Lens | "statement", on: boolean) => `${lens === "statement" ? "Statements" : lensMany[lens]} ${on ? "shown" : "hidden"}.`,
  stepper: (lens: Lens) => `Step through ${lensMany[lens].toLowerCase()}`,
  position: (at: number, total: number) => (at ? `${at} of ${total}` : number.format(total)),
  previousFinding: (lens: Lens) => `Previous ${lensOne[lens].toLowerCase()}`,
  nextFinding: (lens: Lens) => `Next ${lensOne[lens].toLowerCase()}`,
  findingSaid: (lens: Lens, at: number, total: number, words: string, paragraph: number) => `${lensOne[lens]} ${at} of ${total}: ${words}. Paragraph ${paragraph}.`,
  markSaid: (kind: MarkKind, unnamed: boolean) => (kind === "source" ? (unnamed ? "unnamed source" : "source") : kind === "cue" ? "attributing words" : kind),
  find: "Find",
  notFound: "Not found.",
  previousPlace: "Previous place",
  nextPlace: "Next place",
  panel: "Panel",
  map: "Map of the article",
  inspector: "Analysis",
  closePanel: "Close the analysis",
  resize: "Width of the analysis",
  sheetSize: "Half or full height",
  goToParagraph: (number: number) => `Go to paragraph ${number}`,

  // Card
  cardOf: (lens: Lens) => `${lensOne[lens]}: details`,
  why: "Why:",
  also: "Also here:",
  note: "Note",
  wrong: "Wrong…",
  copyCitation: "Copy citation",
  nextMention: "Next mention",
  named: "named",
  unnamed: "unnamed",
  speaks: "Speaks",
  doesNotSpeak: "Does not speak",
  noSource: "no source given",
  reasonGiven: "Reason given:",
  noReason: "No reason for not naming the source found.",
  howTheyKnow: "How they know:",
  noneFound: "none found",
  notStated: "not stated",
  chainHere: "Chain of sources",
  chain: (depth: number) => `Chain of ${depth} sources`,
  doubtOf: (speaker: string) => `The doubt is in the words of ${speaker}, not in the reporter’s.`,
  doubtOfReporter: "The doubt is the reporter’s own.",
  scope: "Makes unsure:",
  notDefined: "This article did not define the word. Readers take it very differently.",
  ranges: "ranges",
  seeTable: "See published ranges",
  whatIsWrong: "What is wrong?",
  notA: (lens: Lens) => `Not ${aLens[lens]}`,
  moreOf: "More…",
  moreAbout: (name: string) => `Look up or correct ${name}`,
  lookEverywhere: "Look in all articles",
  nameIs: "Name",
  rename: "Rename",
  mergeRow: "Merge",
  otherType: "Other type",
  sameAs: "Same as",
  belongsTo: "Belongs to",
  split: { actor: "Not the same as the other mentions", source: "Not the same as in the other statements" },
  splitOff: "Split off",
  splitSome: { actor: "Some mentions are someone else", source: "Some statements are someone else’s" },
  chooseParts: { actor: "Choose the mentions that are someone else.", source: "Choose the statements that are someone else’s." },
  second: (name: string) => `${name} (2)`,
  everywhere: "In every article, wherever these words stand",
  actorTypes,
  sourceKinds,
  quotes: { direct: "Quoted word for word", mixed: "Partly quoted", indirect: "In the reporter’s words" },
  stances: {
    neutral: "neutral wording", claim: "worded as a claim", concession: "worded as a concession", denial: "worded as a denial",
    demand: "worded as a demand", thought: "a thought or wish", evidence: "from a document or data",
  } satisfies Record<Stance, string>,
  stancesShort: { neutral: "", claim: "claim", concession: "concession", denial: "denial", demand: "demand", thought: "thought", evidence: "document" } satisfies Record<Stance, string>,
  hedgeClasses,

  // Selection
  selection: "Selection",
  markAs: "Mark as…",
  copyWithLink: "Copy with link",
  copied: "Copied.",
  citationCopied: "Citation copied.",
  copyRefused: "The browser did not allow copying.",

  // Inspector
  tabs: { overview: "Overview", sources: "Sources", actors: "Actors", hedges: "Hedges", notes: "Notes" },
  glance: "At a glance",
  glanceSentences: (facts: Facts, reading: Reading): GlancePart[][] => {
    const of = (group: Group) => facts.sources.filter((source) => source.group === group).length;
    const kinds: [Group, string][] = [
      ["people", `${number.format(of("people"))} named ${of("people") === 1 ? "person" : "people"}`],
      ["bodies", many(of("bodies"), "organisation")],
      ["documents", many(of("documents"), "document")],
      ["unnamed", `${number.format(of("unnamed"))} unnamed`],
    ];
    const parts = kinds.filter(([group]) => of(group)).map(([group, words]): GlancePart => ({ words, of: group }));
    const sources = facts.sources.filter((source) => source.group !== "none").length;
    const hedges = reading.hedges.length;
    const own = facts.reporterHedges.length;
    return [
      sources ? [{ words: many(sources, "source"), of: "sources" }, ": ", ...parts.flatMap((part, i) => [i === 0 ? "" : i === parts.length - 1 ? " and " : ", ", part]), "."] : ["No source is given for anything in this text."],
      ...(facts.stated ? [[{ words: percent(facts.stated), of: "stated" as const }, " of the words are someone’s statement."]] : []),
      hedges ? [{ words: many(hedges, "hedged claim"), of: "hedges" }, ", ", own ? { words: own === hedges ? "all" : number.format(own), of: "reporter" } : "none", " by the reporter."] : ["No hedged claims."],
    ];
  },
  whoSaysWhat: "Who says what",
  diagramCut: (shown: number, all: number) => `The first ${number.format(shown)} of ${many(all, "statement")}. All of them are under Sources.`,
  diagramSaid: (sources: number, statements: number) => `${many(sources, "source")} joined to ${many(statements, "statement")} in reading order. The same as a list follows.`,
  asList: "As a list",
  overLength: "Over the article’s length",
  stripSaid: (first: string, most: string, map: string) => `${first && `${first} speaks first, ${most === first ? "and has most of the words" : `${most} has most of the words`}. `}${map}`,
  stripMeans: "Bars: a source’s statements, and their share of the words. Hedges above the line are the reporter’s, below it those of people quoted.",
  mapSaid: (sentences: number, spoken: number, most: number[]) =>
    `${many(sentences, "sentence")}, ${number.format(spoken)} with someone’s statement. ${most.length ? `Hedges cluster in ${most.length === 1 ? "paragraph" : "paragraphs"} ${list(most.map(String))}.` : "No hedges."}`,
  checkNext: "What to check next",
  checks: {
    noReason: (name: string) => `“${name}” is not named, and no reason is given.`,
    number: (sentence: string) => `A number without a source: “${sentence}”`,
    unheard: (name: string, mentions: number) => `${name} is mentioned ${number.format(mentions)} times and not heard.`,
    unclear: (words: string) => `The article says itself what is not known: “${words}”.`,
    oneSource: (name: string, share: number) => `${percent(share)} of the words are from one source: ${name}.`,
  },
  noSourceGiven: "No source given",
  unsourced: (count: number) => `${many(count, "sentence")} with neither a source nor a hedge`,
  structure: "Structure",
  structureTable: "Sentences, sources and hedges by paragraph",
  sentences: "Sentences",
  method: (analyzer: string, words: number, paragraphs: number, seconds: number) =>
    `Read with ${analyzer}: ${many(words, "word")}, ${many(paragraphs, "paragraph")}${seconds ? `, analysed in ${seconds.toFixed(1)} s` : ""}, on this device.`,
  network: (count: number) => `Network: ${many(count, "request")} by this page since it was ready.`,
  groups: { people: "Named people", bodies: "Organisations & governments", documents: "Documents & data", unnamed: "Unnamed", none: "No source given" } satisfies Record<Group, string>,
  groupOne: { people: "named person", bodies: "organisation", documents: "document", unnamed: "unnamed", none: "no source given" } satisfies Record<Group, string>,
  groupsOne: { none: "no source given" },
  ofWords: "of the words",
  first: "first",
  addNote: "Add note",
  newsrooms: "What newsrooms require",
  newsroomRules: [
    "Associated Press: unnamed sources are a last resort; the story explains why the source is not named, and “a source” alone is almost never enough.",
    "Reuters: unnamed sources are the weakest; one source is never written about in the plural.",
    "BBC: the audience is told as much as possible about who the source is and how the source knows.",
    "Leaving a name out can protect someone. The reporter usually knows who it is.",
  ],
  sortBy: "Sort by",
  actorSorts: { mentions: "mentions", order: "order in the text", type: "type" },
  unheard: "Named but not heard",
  unheardMeans: "Mentioned at least twice, and never the source of a statement here.",
  asked: "The article says that it asked:",
  groupBy: "Group by",
  byClass: "By kind",
  byOwner: "By speaker",
  reporter: "The reporter",
  probabilityWords: "What probability words have been taken to mean",
  word: "Word",
  probabilitySources: "Sherman Kent, “Words of Estimative Probability” (1964); IPCC guidance note on uncertainty (2010); US Intelligence Community Directive 203 (2015).",

  thenNow: "Then and now",
  sameAsBefore: "The new text gives the same statements, hedges and numbers.",
  added: (count: number) => `${number.format(count)} new`,
  removed: (count: number) => `${number.format(count)} gone`,
  changeKinds: { source: "statement", hedge: "hedge", number: "number" },
  secondOpinion: "Second opinion",
  opinionMeans: "Another engine reads the same text on this device, and disagreements about names and word classes are shown. It is fetched only now (several MB).",
  askOpinion: "Ask for a second opinion",
  opinionAsking: "Reading again…",
  opinionFailed: "The second engine could not be loaded. It needs a connection the first time.",
  opinionSaid: (here: string, there: string, names: number, tags: number, compared: number) =>
    `${here} and ${there} disagree about ${many(names, "name")} and about the class of ${many(tags, "word")} of ${number.format(compared)}. Neither is right by itself.`,
  opinionNames: "Names",
  opinionTags: "Word classes",
  thisEngine: "This engine",
  otherEngine: "The other",

  inClass: "In class",
  inClassMeans: "Hide the marks, let a student mark sources, hedges and actors, then compare. The task prints on paper too.",
  predict: "Predict, then reveal",
  predictMeans: "The marks are hidden. Select words in the text and say what they are; a click on your mark takes it away. With the keyboard, in the text: arrows choose words, with Shift more of them; 1 marks an actor, 2 a source, 3 a hedge.",
  predictBegun: "The marks are hidden. Mark what you find.",
  predicted: (lens: Lens, words: string) => `Marked as ${lensOne[lens].toLowerCase()}: ${words}.`,
  reveal: "Reveal",
  revealed: "The program’s marks are shown. Compare them with yours.",
  compared: "You and the program",
  comparedMeans: "The text shows the program’s marks now. Neither is right by itself: where you differ, read the sentence and say why.",
  takeAway: "Remove",
  endLesson: "End",
  printSheet: "Print the sheet",
  markedBy: { both: "Marked by both", reader: "By you alone", program: "By the program alone" },
  nobodyMarked: (lens: Lens) => `Neither you nor the program marked any ${lensMany[lens].toLowerCase()}.`,
  noMarksYet: "None yet.",
  sheetName: "Name ____________________________    Date ______________",
  sheetTask: "Mark in the text who acts, who speaks, and which words hold back from stating a fact:",
  sheetQuestions: [
    "Who speaks first, and who has most of the words? ______________________________________",
    "Which sources are not named? Is a reason given? ______________________________________",
    "Whose doubt is each hedge: the reporter’s, or that of someone quoted? ____________________",
    "Who is named but not heard? ___________________________________________________",
  ],

  // Notes
  articleNote: "Note on the article",
  inviteArticleNote: "Write about the article as a whole…",
  placedNotes: "Notes in the text",
  noNotes: "None yet. Choose a mark and then Note, or select words in the text.",
  noteText: "Note (Markdown)",
  notePlaceholder: "Your note, in Markdown",
  tags: "Tags",
  tagsPlaceholder: "comma, separated",
  allTags: "all tags",
  status: "Status",
  allStatuses: "all notes",
  statuses: { "": "No status", "to-check": "To check", checked: "Checked", "could-not-verify": "Could not verify" } satisfies Record<NoteStatus, string>,
  noteOn: "On",
  allPlaces: "all places",
  on: { actor: "Actor", source: "Source", hedge: "Hedge", sentence: "Sentence", selection: "Selection", article: "Article" } satisfies Record<Note["on"], string>,
  noteDeleted: "Note deleted.",
  notesLost: (count: number) => `${many(count, "note")} lost ${count === 1 ? "its" : "their"} place in the new text.`,
  lostNotes: "Lost their place",
  lostMeans: "The words these notes stood on are not in the text any more, or stand in several places. Nothing is guessed.",
  moved: "Found again in another place.",
  placeHere: "Place it here",
  /** The second piece is left out where there is little room. */
  saved: (saving: Saving): [string, string, string] => (saving.state === "saved" ? ["Saved", " in this browser", ` ${time.format(saving.at)}`] : [saving.state === "saving" ? "Saving…" : "Not saved", "", ""]),
  corrections: "Your corrections",
  corrected: "Corrected.",
  correctionSaid: (correction: Correction) => {
    const { on, value } = correction;
    const types: Record<string, string> = { actor: actorTypes, source: sourceKinds, hedge: hedgeClasses }[on];
    const what = { dismiss: `not ${aLens[on]}`, retype: `of the type “${(types[value] ?? value).toLowerCase()}”`, rename: `is called ${value}`, assign: `belongs to ${value}`, merge: `same as ${value}`, split: value ? `${value}, apart from the others` : "stands apart", add: `marked as ${aLens[on]}` }[correction.act];
    return `“${correction.words}”: ${what}${correction.articleId === null ? ", in every article" : ""}`;
  },

  // Library
  searchLibrary: "Search titles, texts, names, notes",
  librarySorts: { updated: "last changed", created: "date added", title: "title", notes: "notes", words: "length" },
  withNotes: "with notes",
  hits: (hits: number, indexed: number, all: number) => `${many(hits, "article")} found${indexed < all ? `; ${number.format(indexed)} of ${number.format(all)} texts searched so far` : ""}`,
  chosen: (count: number) => `${many(count, "article")} chosen`,
  choose1: (title: string) => `Choose ${title || "untitled article"}`,
  chooseAll: (count: number) => `Choose all ${number.format(count)}`,
  confirmDropEdit: "You changed the text and have not updated the marks. Drop the change?",
  confirmLeave: "What you wrote last could not be saved, and leaving this article loses it. Leave it all the same?",
  confirmDelete: (count: number) => `Delete ${many(count, "article")} with all notes? This cannot be undone.`,
  deleting: (count: number) => `Deleting ${many(count, "article")}…`,
  emptyLibrary: "Nothing here yet. Every article you read is kept here, in this browser.",
  more: (count: number) => `Show more (${number.format(count)})`,
  andMore: (count: number) => `${number.format(count)} more`,
  usage: (used: number, quota: number) => `${megabytes(used)} used${quota ? ` of ${megabytes(quota)}` : ""}`,
  backupAge: (iso: string) => {
    if (!iso) return "Never backed up";
    const days = Math.floor((Date.now() - Date.parse(iso)) / 86_400_000);
    return days < 1 ? "Last backup today" : `Last backup ${many(days, "day")} ago`;
  },
  copyOf: (title: string) => `${title} (copy)`,

  compareTwo: "Compare the two",
  twoReports: "Two reports",
  twoReportsMeans: "Who speaks and acts in both, who in one alone, and how sure each sounds about the same actors. Names are matched, not checked.",
  readingBoth: "Reading both articles…",
  bothRead: "Both articles are read.",
  inBoth: "In both",
  onlyIn: (letter: string) => `Only in ${letter}`,
  none: "None.",
  hedgesOnSame: "Hedges on the same actors",
  noSharedHedges: "Neither report hedges a sentence about an actor that both name.",
  noHedgeHere: "No hedge here.",
  areStatements: "of the words are statements",
  hedgeCount: (count: number) => many(count, "hedge"),
  across: "Across all articles",
  acrossMeans: "One actor, source or unnamed phrase in every saved article. The articles that hold the words are read again, on this device.",
  acrossField: "A name, or a phrase such as “two officials”",
  acrossReading: "Reading the articles",
  acrossProgress: (done: number, total: number) => (total ? `Article ${number.format(done + 1)} of ${number.format(total)}` : "Looking through the texts…"),
  acrossFound: (name: string, count: number) => `“${name}” acts or speaks in ${many(count, "article")}.`,
  acrossNothing: (name: string) => `“${name}” neither acts nor speaks in a saved article.`,
  look: "Look",

  // In and out
  backup: "Back up everything",
  importFile: "Import a file…",
  importTitle: "Import a file",
  importBackup: "Import backup…",
  importNow: "Import",
  importing: "Importing…",
  readingFile: "Reading the file…",
  exporting: "Writing the file…",
  keepBoth: "Keep both",
  skip2: "Skip",
  replace: "Replace",
  alreadyHere: "already here",
  nothingWritten: "Nothing was imported, and nothing was changed.",
  problem: (line: number, message: string) => (line > 0 ? `Line ${line}: ${message}` : message.charAt(0).toUpperCase() + message.slice(1)),
  previewSaid: (articles: number, notes: number, corrections: number, here: number) =>
    `${[many(articles, "article"), notes && many(notes, "note"), corrections && many(corrections, "correction"), here && `${number.format(here)} already here`].filter(Boolean).join(", ")}.`,
  imported: (articles: number, notes: number, backup: string) => `Imported ${many(articles, "article")}${notes ? ` and ${many(notes, "note")}` : ""}.${backup ? ` What was here before is in ${backup}.` : ""}`,
  withSettings: "Take the settings from the file too",
  backupBefore: "Before the import, everything that is here now is written to a backup file.",
  takingBack: "Taking the import back…",
  importUndone: (kept: boolean) => (kept ? "The import was taken back. What you wrote since stays." : "The import was taken back. The library is as it was."),
  importStays: (backup: string) => `This import can no longer be taken back.${backup ? ` What was here before is in ${backup}.` : ""}`,
  exported: (name: string, articles: number, notes: number) => `Written: ${name} (${many(articles, "article")}, ${many(notes, "note")}).`,
  checking: "Reading the backup back…",
  backupChecked: (articles: number, notes: number) => `Backup checked: ${many(articles, "article")}, ${many(notes, "note")} can be read back.`,
  backupCounts: (articles: number, notes: number, articlesBack: number, notesBack: number) =>
    `${many(articles, "article")} and ${many(notes, "note")} were written, ${number.format(articlesBack)} and ${number.format(notesBack)} can be read back`,
  backupFailed: (name: string, why: string) => `Do not rely on the backup ${name}: it could not be read back in full (${why}). Your library is unchanged.`,
  backupAgain: "Back up again",
  exportNow: "Export now",
  rescueName: "ascribe-rescue.json",
  formats: { backup: "Backup", article: "This article", w3c: "Web annotations", markdown: "Markdown", csv: "Statements as a table", html: "Report", claims: "Claims" } satisfies Record<Format, string>,
  formatMeans: {
    backup: "Everything in the library, in one file that Ascribe reads back.",
    article: "Text, notes and corrections, in one file that Ascribe reads back.",
    w3c: "W3C Web Annotation, JSON-LD, for other programs.",
    markdown: "Quotes, notes and the list of sources.",
    csv: "Statement, speaker, hedge, place: for a spreadsheet.",
    html: "A page with the marks, for printing and sending.",
    claims: "schema.org Claim, without a rating.",
  } satisfies Record<Format, string>,
  print: "Print",
  printMeans: "The article with its marks.",

  // States
  notDrawn: "This part of the page could not be shown.",
  notDrawnMeans: "Your text and notes are safe: what you typed is being saved, and can be exported here. The error is ours, not yours.",
  notDrawnUnsaved: "Your text and notes are still here, but cannot be saved in this window: export them before you reload. The error is ours, not yours.",
  notStartedMeans: "Ascribe could not be started in this window. What was saved before is still in the library. Reload the page; if that does not help, copy the details for whoever gave you Ascribe.",
  storageFull: "This browser has no room for more notes. Nothing you typed is lost yet: export now, then delete old articles.",
  notSaved: "The last change could not be saved. It is still here: try again, or export it.",
  noStorage: "Notes cannot be kept in this window. Export before you close it. Everything else works.",
  offline: "Offline – everything works.",
  upgraded: "Updated in another tab. Reload to go on.",
  changedElsewhere: "This article was changed in another tab.",
  deletedElsewhere: "This article was deleted in another tab. What you see here is no longer saved.",
  saveAgain: "Save it again",
  closeIt: "Close it",
  conflict: "Changed elsewhere while you were writing.",
  seeBoth: "See both",
  sides: { mine: "Mine", theirs: "Theirs" },
  changedAt: (iso: string) => `Changed ${Number.isNaN(Date.parse(iso)) ? "" : time.format(new Date(iso))}`.trim(),
  keep: { mine: "Keep mine", theirs: "Take theirs", both: "Keep both" },
  lostLibrary: (articles: number, seen: string) =>
    `Your library had ${many(articles, "article")} on ${day.format(new Date(seen))} and is empty now. This happens when site data is cleared, when the file is moved (Firefox), or after seven days without a visit (Safari).`,
  fileChrome: "Your library is kept in this browser. Other HTML files you open from disk can read the same storage.",
  fileFirefox: "Your library is kept with this file. If you move or rename the file, export your notes first.",
  safari: "Safari clears what websites keep after seven days of use without a visit here. Add Ascribe to the Dock or the Home Screen to keep your library, or back it up.",
  failure: (code: Failure["code"]) =>
    ({
      cancelled: "Cancelled.",
      "bad-request": "That could not be done. Your text and notes are safe.",
      "not-found": "This article is not in the library any more.",
      conflict: "Changed elsewhere while you were writing.",
      quota: "This browser has no room for more.",
      unavailable: "The library cannot be reached in this window.",
      "upgraded-elsewhere": "Updated in another tab. Reload to go on.",
      "too-large": "This file is too large.",
      "no-text": "There is no text in it.",
      "bad-file": "This file cannot be read. Nothing was changed.",
      stopped: "The program stopped and was started again. Your text and notes are safe.",
      internal: "Something went wrong. Your text and notes are safe.",
    })[code],

  // Settings and help
  settingNames: {
    size: "Text size", line: "Line height", width: "Line length", theme: "Theme", sans: "Sans-serif text", strong: "Stronger lines",
    singleKeys: "Single-key shortcuts", sayLabels: "Say labels while reading (screen readers)",
    nickname: "Your nickname",
  },
  nicknameMeans: "Stands as the writer of your notes in the web annotations you export. It may be empty.",
  themes: { system: "As the system", light: "Light", paper: "Paper", dark: "Dark" },
  changeKeys: "Change keys",
  keyTaken: (key: string, action: string) => `“${key}” is taken: ${action}.`,
  resetKeys: "Reset keys",
  marks: "The marks",
  cueWord: "said",
  unnamedSource: "Unnamed source",
  statement: "Statement",
  legend: {
    actor: "who can act or speak in this story",
    source: "who said it",
    unnamed: "a source that the article does not name",
    cue: "the words that attribute",
    hedge: "words that hold back from stating a fact",
    statement: "what someone else said, from the bar on",
    note: "has a note of yours",
  },
  keyboard: "Keyboard",
  keysHold: "Single keys hold while the focus is in the article, a card or a list; with Alt+Shift they hold everywhere.",
  keysOff: "Single keys are off. Hold Alt+Shift with the key.",
  keyActions: {
    actors: "Actors on or off", sources: "Sources on or off", hedges: "Hedges on or off", clean: "Clean text on or off",
    next: "Next finding", previous: "Previous finding", nextSame: "Next of the same source or actor", previousSame: "Previous of the same source or actor",
    note: "Note on the finding", noteSentence: "Note on the sentence", wrong: "Wrong…", jump: "Between text and list", cite: "Copy citation",
    paragraph: "Go to a paragraph", find: "Find", help: "Help",
  } satisfies Record<Binding, string>,
  otherKeys: [
    ["Enter", "Open the card of the finding"],
    ["Esc", "Close, and go back to the text"],
    ["↑ ↓ Home End", "Rows of a list"],
    ["F6", "Next part of the page"],
    ["Ctrl Enter", "Read the article, finish the note"],
    ["Ctrl Z", "Take back a correction or the deletion of a note, outside a field"],
    ["Ctrl Shift Z", "Make it again"],
    ["Ctrl Shift E", "Export this article"],
    ["Ctrl V", "New article from the clipboard, outside a field"],
  ] as const,
};
