package source

import (
	"strings"

	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// epithet says whom a description stands for that the actors leave without a name: "the judge", "his ex-wife", "the Republican nominee".
// Newspapers call somebody by another word rather than by the name again: of the definite descriptions of one person in labelled articles
// all but those of people's relatives stood for somebody with a name. So whoever is known by the same noun is meant, and else whoever "he"
// or "she" would be.
func (d *describer) epithet(x *frame, h int) (speaker, bool) {
	s := x.source
	if s.last-s.first > reach || d.tag(h) == article.NNS || d.tag(h) == article.NNPS || d.isIntroduced(s, h) {
		return speaker{}, false
	}
	owned := d.tag(s.first) == article.PRPS
	definite := isDefinite(d.words[s.first])
	if !owned && !definite {
		return d.namedLater(x, h)
	}
	if k := d.knownBy(h); k >= 0 {
		return d.speakerOf(k), true
	}
	if !definite {
		return speaker{}, false
	}
	if s, ok := d.mentioned(x, h, somebody); ok && s.kind == Person && s.named {
		if d.offices[s.actor] { // somebody else with a name, as a rule: "the governor" is not the spokesman
			s.actor, s.name = -1, d.plain(x.source)
		}
		return s, true
	}
	return speaker{}, false
}

var hashThis = linear.Hash("this")

// isDefinite reports whether the word says that readers know who is meant.
func isDefinite(word uint32) bool { return word == hashThe || word == hashThis || word == hashThat }

// isLead reports whether token i stands in what leads to the story: the headline, if there is one, and the first sentence.
func (v *view) isLead(i int) bool {
	sentence := v.SentenceOf(i)
	return sentence == 0 || sentence == 1 && v.Paragraphs[0].Last == 1
}

// isIntroduced reports whether the article has told of the one at token h before as one of many, "a driver … the driver", but for the
// lead, which brings up without a name whom the next sentences name.
func (d *describer) isIntroduced(s stretch, h int) bool {
	k := d.actors[h]
	if k < 0 {
		return false
	}
	first, _ := d.TokensIn(d.list[k].Mentions[0].Span)
	return first < s.first && !isDefinite(d.word(first-1)) && !d.isLead(first)
}

// knownBy returns the person with a name whom the article calls by the noun at token h too, as a title or a role, -1 if there is none or
// more than one.
func (d *describer) knownBy(h int) int {
	if d.known == nil {
		d.known, d.offices = map[uint32]int{}, map[int]bool{}
		for k, x := range d.list {
			if x.Type == actor.Person && d.hasName(k) {
				d.addRoles(k)
			}
		}
	}
	stem := d.stems[h]
	if noun, ok := strings.CutPrefix(strings.ToLower(d.Word(h)), "ex-"); ok {
		_, stem, _ = look(lexicon(), noun, d.tag(h))
	}
	if k, ok := d.known[stem]; ok {
		return k
	}
	return -1
}

// several people are known by a noun.
const ambiguous = -1

// addRoles adds the nouns by which actor k is known: the last noun of each role and the noun before its name.
func (d *describer) addRoles(k int) {
	add := func(i int) {
		if i < 0 || !d.tag(i).IsNoun() || d.NameOf(i) >= 0 && d.trait(i) == 0 {
			return
		}
		d.offices[k] = true
		if other, ok := d.known[d.stems[i]]; ok && other != k {
			d.known[d.stems[i]] = ambiguous
			return
		}
		d.known[d.stems[i]] = k
	}
	const most = 20 // mentions
	for _, m := range d.list[k].Mentions[:min(most, len(d.list[k].Mentions))] {
		if first, _ := d.TokensIn(m.Span); m.Form == actor.NameForm {
			add(first - 1)
		}
	}
	for _, role := range d.list[k].Roles {
		first, last := d.TokensIn(role)
		add(d.headOf(stretch{first, last - 1}))
	}
}

// namedLater says who the one is whom the first sentences leave without a name, "A Leeds baker said …", if somebody with a name is known by
// the same noun further on, or does the same in the next sentences: "A judge has rejected … Justice Frank Nervo rejected".
func (d *describer) namedLater(x *frame, h int) (speaker, bool) {
	if !d.isLead(h) {
		return speaker{}, false
	}
	if k := d.knownBy(h); k >= 0 {
		return d.speakerOf(k), true
	}
	const near = 5 // frames
	for _, y := range d.frames[x.index+1 : min(len(d.frames), x.index+1+near)] {
		if d.stems[y.anchor] != d.stems[x.anchor] || d.stems[x.anchor] == hashSay || y.source.first < 0 {
			continue
		}
		if k := d.actors[d.headOf(y.source)]; k >= 0 && d.list[k].Type == actor.Person && d.hasName(int(k)) {
			return d.speakerOf(int(k)), true
		}
	}
	return speaker{}, false
}

var hashSay = linear.Hash("say")

// speakerOf is a person with a name as a speaker.
func (d *describer) speakerOf(k int) speaker {
	return speaker{name: d.list[k].Name, actor: k, kind: Person, named: true}
}
