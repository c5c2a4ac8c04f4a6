package english

import (
	"slices"
	"testing"

	"github.com/ascribe/ascribe/wasm/article"
)

func TestElected(t *testing.T) {
	vote := func(tags ...article.Tag) article.Tag {
		var members [][][]article.Tag
		for _, tag := range tags {
			members = append(members, [][]article.Tag{{tag}})
		}
		return elected(members, 0, 0)
	}
	if got := vote(article.RB, article.NN, article.NN, article.JJ); got != article.NN {
		t.Errorf("%s is elected, want NN, which has most votes", got)
	}
	if got := vote(article.JJ, article.NN, article.NN, article.JJ); got != article.NN {
		t.Errorf("%s is elected, want NN, which had two votes first", got)
	}
}

func TestHintsReversed(t *testing.T) {
	a := sentence("The old ally left .")
	h := hints{a: {article.DT, article.JJ, article.NN, article.VBD, article.Period}}
	back := h.reversed([]*article.Article{a})[0]
	if want := []article.Tag{article.Period, article.VBD, article.NN, article.JJ, article.DT}; !slices.Equal(h[back], want) || back.Word(2) != "ally" || back.Word(0) != "." {
		t.Errorf("reversed hints are %v of %q …, want %v", h[back], back.Word(0), want)
	}
}

// TestTeachTags gives a committee a word that it does not know, with an ending that speaks for another tag than the adviser, who was right before.
func TestTeachTags(t *testing.T) {
	var home []*article.Article
	learned := hints{}
	for i := range 40 { // rare words, whose tags an unknown word can have
		for _, ending := range []string{"ly", "ally"} {
			a := sentence("They run " + string(rune('a'+i)) + ending + " .")
			learned[a] = []article.Tag{article.PRP, article.VBP, map[string]article.Tag{"ly": article.RB, "ally": article.NN}[ending], article.Period}
			for i := range a.Tokens {
				a.Tokens[i].Tag = learned[a][i]
			}
			home = append(home, a)
		}
	}
	advise := func(a *article.Article) []article.Tag {
		if tags := learned[a]; tags != nil {
			return tags
		}
		return []article.Tag{article.PRP, article.VBP, article.NN, article.Period}
	}
	taught := TeachTags(TrainWords(nil), home, nil, []string{"They run early."}, advise)
	if got := taught[0].Tokens[2].Tag; taught[0].Word(2) != "early" || got != article.NN {
		t.Errorf("%q is taught as %s, want the adviser's NN", taught[0].Word(2), got)
	}
}
