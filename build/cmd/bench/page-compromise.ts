/** compromise (three): tokens, sentences, tags, and the names of people, places and organisations. */
import nlp from "compromise";
import { offer, sample } from "./page";

const ready = performance.now();

void offer({
  ready,
  async read(text) {
    const doc = nlp(text);
    doc.people().out("array");
    doc.places().out("array");
    doc.organizations().out("array");
  },
  count: async () => nlp(sample).terms().length,
});
