package main

import (
	"testing"

	"github.com/ascribe/ascribe/wasm/article"
)

func TestProseTagger(t *testing.T) {
	prose, err := loadProseTagger()
	if err != nil {
		t.Fatal(err)
	}
	a := &article.Article{Text: "“It can rain,” she said in Ayr, an ally."}
	for _, span := range [][2]int{{0, 3}, {3, 5}, {6, 9}, {10, 14}, {14, 15}, {15, 18}, {19, 22}, {23, 27}, {28, 30}, {31, 34}, {34, 35}, {36, 38}, {39, 43}, {43, 44}} {
		a.Tokens = append(a.Tokens, article.Token{Span: article.Span{Start: span[0], End: span[1]}})
	}
	a.Sentences = []article.Sentence{{Span: article.Span{End: len(a.Text)}, Last: len(a.Tokens)}}
	tags := prose.tags(a)
	for i, want := range map[int]article.Tag{1: article.PRP, 2: article.MD, 3: article.VB, 4: article.Comma, 6: article.PRP, 7: article.VBD, 8: article.IN, 9: article.NNP, 12: article.NN} {
		if tags[i] != want {
			t.Errorf("prose tags %q as %s, want %s", a.Word(i), tags[i], want)
		}
	}
}

func TestProseNormal(t *testing.T) {
	for word, want := range map[string]string{"Ally": "ally", "well-known": "!HYPHEN", "-": "-", "1998": "!YEAR", "19": "!DIGITS", "3rd": "!DIGITS"} {
		if got := proseNormal(word); got != want {
			t.Errorf("%q is %q to prose, want %q", word, got, want)
		}
	}
}
