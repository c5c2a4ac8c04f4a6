/** wink-nlp with its small English model, its pipe cut down to sentences and tags. */
import model from "wink-eng-lite-web-model";
import winkNLP from "wink-nlp";
import { offer, sample } from "./page";

const nlp = winkNLP(model, ["sbd", "pos"]);
const its = nlp.its;
const ready = performance.now();

void offer({
  ready,
  async read(text) {
    const doc = nlp.readDoc(text);
    doc.sentences().out();
    doc.tokens().out(its.pos);
  },
  count: async () => nlp.readDoc(sample).tokens().length(),
});
