package english

import (
	"testing"

	"github.com/ascribe/ascribe/wasm/article"
)

func TestLemma(t *testing.T) {
	for _, c := range []struct {
		word string
		tag  article.Tag
		want string
	}{
		{"said", article.VBD, "say"}, {"Says", article.VBZ, "say"}, {"told", article.VBN, "tell"}, {"telling", article.VBG, "tell"},
		{"hoping", article.VBG, "hope"}, {"hopped", article.VBD, "hop"}, {"planned", article.VBN, "plan"}, {"denied", article.VBD, "deny"},
		{"denies", article.VBZ, "deny"}, {"accused", article.VBN, "accuse"}, {"focused", article.VBD, "focus"}, {"visited", article.VBD, "visit"},
		{"believed", article.VBN, "believe"}, {"argues", article.VBZ, "argue"}, {"warned", article.VBD, "warn"}, {"withheld", article.VBD, "withhold"},
		{"'s", article.VBZ, "be"}, {"’re", article.VBP, "be"}, {"has", article.VBZ, "have"}, {"WAS", article.VBD, "be"}, {"passes", article.VBZ, "pass"},
		{"officials", article.NNS, "official"}, {"women", article.NNS, "woman"}, {"countries", article.NNS, "country"}, {"companies", article.NNS, "company"},
		{"Congresswomen", article.NNS, "congresswoman"}, {"churches", article.NNS, "church"}, {"witnesses", article.NNS, "witness"}, {"sources", article.NNS, "source"},
		{"minister", article.NN, "minister"}, {"Monday", article.NNP, "monday"}, {"", article.VBD, ""}, {"s", article.NNS, "s"}, {"ed", article.VBD, "ed"}, {"é", article.VBG, "é"},
	} {
		if got := Lemma(c.word, c.tag); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.word, c.tag, got, c.want)
		}
	}
	if n := testing.AllocsPerRun(100, func() { Lemma("officials", article.NNS); Lemma("said", article.VBD) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkLemma(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Lemma("officials", article.NNS)
	}
}
