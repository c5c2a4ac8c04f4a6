package english

import (
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/ascribe/ascribe/wasm/article"
)

var loadedParser = sync.OnceValue(func() *parser {
	p, err := loadParser(wordThemes(), treeFile)
	if err != nil {
		panic(err)
	}
	return p
})

func TestParse(t *testing.T) {
	for _, c := range []struct{ text, heads, relations string }{
		{"The minister said that she would resign .", "2 3 0 7 7 7 3 3", "det nsubj root mark nsubj aux ccomp punct"},
		{"Officials were accused by the army .", "3 3 0 6 6 3 3", "nsubj:pass aux:pass root case det obl punct"},
		{"He sold his old house yesterday .", "2 0 5 5 2 2 2", ""},
	} {
		a := sentence(c.text)
		loadedTagger().tag(a, 0, len(a.Tokens))
		loadedParser().parse(a, 0, len(a.Tokens))
		var heads, relations []string
		for _, token := range a.Tokens {
			heads = append(heads, string(rune('0'+token.Head+1)))
			relations = append(relations, token.Dep.String())
		}
		if got := strings.Join(heads, " "); got != c.heads {
			t.Errorf("%s\nheads     %s\nwant      %s", c.text, got, c.heads)
		}
		if got := strings.Join(relations, " "); c.relations != "" && got != c.relations {
			t.Errorf("%s\nrelations %s\nwant      %s", c.text, got, c.relations)
		}
	}
}

// FuzzParse holds trees to their promise whatever the words and tags are: one root, no cycle, a relation for all, and
// nothing outside the sentence is touched.
func FuzzParse(f *testing.F) {
	f.Add("The minister said that she would resign .", uint64(0))
	f.Add(", , , \" ' ' ( ) a b", uint64(12345))
	f.Add(strings.Repeat("and so it goes on ", 120), uint64(3))
	f.Fuzz(func(t *testing.T, text string, tags uint64) {
		if len(text) > 1<<14 {
			return
		}
		a := sentence("before " + text)
		for i := range a.Tokens {
			a.Tokens[i].Head = -7
			a.Tokens[i].Tag = article.TagNone + 1 + article.Tag((tags>>(i%60)+uint64(i))%uint64(article.TagCount-1))
		}
		if tags == 0 {
			loadedTagger().tag(a, 1, len(a.Tokens))
		}
		loadedParser().parse(a, 1, len(a.Tokens))
		if a.Tokens[0].Head != -7 {
			t.Fatal("a word outside the sentence has got a head")
		}
		checkTree(t, a, 1, len(a.Tokens))
	})
}

// checkTree reports what is wrong with the tree of Tokens[first:last].
func checkTree(t *testing.T, a *article.Article, first, last int) {
	roots := 0
	for i := first; i < last; i++ {
		token := a.Tokens[i]
		if token.Dep == article.DepNone || token.Dep >= article.DepCount || (token.Dep == article.DepRoot) != (token.Head == -1) {
			t.Fatalf("token %d has the relation %q to %d", i, token.Dep, token.Head)
		}
		steps := 0
		for h := int32(i); h != -1; h = a.Tokens[h].Head {
			if int(h) < first || int(h) >= last || steps > last-first {
				t.Fatalf("token %d does not lead to a root", i)
			}
			steps++
		}
		if token.Head == -1 {
			roots++
		}
	}
	if last > first && roots != 1 {
		t.Fatalf("%d roots", roots)
	}
}

// TestMarks looks only at the marks: each hangs on the head of the phrase that it sets off.
func TestMarks(t *testing.T) {
	for _, c := range []struct{ text, heads string }{
		{"The minister said that she would resign .", ". said"},
		{"He bought apples , pears and plums .", ", pears | . bought"},
		{"The owner ( a bank ) sold it .", "( bank | ) bank | . sold"},
		{". . .", ". root | . . | . ."},
	} {
		a := sentence(c.text)
		loadedTagger().tag(a, 0, len(a.Tokens))
		loadedParser().parse(a, 0, len(a.Tokens))
		var got []string
		for i, token := range a.Tokens {
			switch {
			case isMark(token.Tag) && token.Head < 0:
				got = append(got, a.Word(i)+" root")
			case isMark(token.Tag):
				got = append(got, a.Word(i)+" "+a.Word(int(token.Head)))
			}
		}
		if heads := strings.Join(got, " | "); heads != c.heads {
			t.Errorf("%s\nmarks %s\nwant  %s", c.text, heads, c.heads)
		}
	}
}

func TestParseTogether(t *testing.T) {
	want := sentence(newsSample)
	loadedTagger().tag(want, 0, len(want.Tokens))
	loadedParser().parse(want, 0, len(want.Tokens))
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 20 {
				a := sentence(newsSample)
				loadedTagger().tag(a, 0, len(a.Tokens))
				loadedParser().parse(a, 0, len(a.Tokens))
				for i := range a.Tokens {
					if a.Tokens[i] != want.Tokens[i] {
						t.Errorf("token %d differs between goroutines", i)
						return
					}
				}
			}
		})
	}
	group.Wait()
}

func BenchmarkParse(b *testing.B) {
	a := sentence(newsSample)
	loadedTagger().tag(a, 0, len(a.Tokens))
	p := loadedParser()
	b.ReportAllocs()
	for b.Loop() {
		p.parse(a, 0, len(a.Tokens))
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(a.Tokens)), "ns/token")
}

// BenchmarkBestRelation reads scores whose order cannot be guessed.
func BenchmarkBestRelation(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 1))
	var scores [64][article.DepCount]int32
	for i := range scores {
		for dep := range scores[i] {
			scores[i][dep] = random.Int32N(1<<15) - 1<<14
		}
	}
	for b.Loop() {
		for i := range scores {
			bestRelation(&scores[i])
		}
	}
}
