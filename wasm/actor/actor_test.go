package actor_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
)

func parse(t testing.TB, text string) *article.Article {
	t.Helper()
	a, err := english.Parse(context.Background(), english.New(), text, nil)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestMentions covers the settled cases: which words are a mention, and of whom. Places are listed too.
func TestMentions(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// extents: no title, no article, no apposition
		{"Prime Minister Boris Johnson met the German chancellor, Angela Merkel, on Monday.", "person Boris Johnson; person German chancellor; person Angela Merkel"},
		{"A spokesman for the Chinese embassy in Rome declined to comment.", "person spokesman; government Chinese embassy; place Rome"},
		{"The White House said on Tuesday that it had no comment.", "government White House"},
		{"Another person familiar with the matter confirmed the report.", "person Another person"},
		// numbers and quantifiers stay, articles, demonstratives and possessors go
		{"At least 100 members of the union walked out.", "group At least 100 members; organization union"},
		{"Many observers expected these protesters to leave.", "group Many observers; group protesters"},
		{"His lawyer told the judge that her clients had left.", "person lawyer; person judge; group clients"},
		// names inside longer mentions: organisations yes, countries no
		{"FBI Director James Comey told U.S. officials to wait.", "government FBI; person James Comey; group U.S. officials"},
		{"Labour leaders rejected the offer from the Russian government.", "group Labour leaders; organization Labour; government Russian government"},
		// a state that acts, is asked, owns; a place that is only a place
		{"Russia has asked China for weapons, officials said.", "government Russia; government China; group officials"},
		{"France condemned the attack and accused Iran of planning it.", "government France; government Iran"},
		{"She was born in France and lives near Tehran.", "place France; place Tehran"},
		{"Japan's foreign minister arrived in Seoul.", "government Japan; person foreign minister; place Seoul"},
		{"Tokyo rejected the proposal.", "government Tokyo"},
		// descriptions before names without a comma, with one, and after them
		{"The American car maker Chrysler sued the Italian company, Fiat Group.", "organization Chrysler; organization Italian company; organization Fiat Group"},
		{"Liu Pengyu, a spokesman for the ministry, did not answer.", "person Liu Pengyu; person spokesman; government ministry"},
		// predicates and roles after "as" are not mentions
		{"Anna Holm is the leader of the party.", "person Anna Holm; organization party"},
		{"Peter Brandt resigned as minister.", "person Peter Brandt"},
		// groups
		{"Republicans and Democrats agreed on Monday.", "group Republicans; group Democrats"},
		{"Police arrested three people in Lyon.", "government Police; group three people; place Lyon"},
		// captions and bylines
		{"By Anna Holm\n\nThe mayor resigned.", "person mayor"},
		{"BERLIN (Reuters) - The mayor resigned.", "place BERLIN; person mayor"},
		// not people: quantities, numbers of things
		{"It took a couple of months to repair the bridge.", ""},
		{"No lawyer would take the case.", ""},
	} {
		var got []string
		type mention struct {
			article.Span
			words string
		}
		var list []mention
		a := parse(t, c.text)
		for _, x := range actor.Find(a) {
			for _, m := range x.Mentions {
				list = append(list, mention{m.Span, x.Type.String() + " " + m.Of(a.Text)})
			}
		}
		slices.SortFunc(list, func(m, n mention) int { return (m.Start-n.Start)*1000 + n.End - m.End })
		for _, m := range list {
			got = append(got, m.words)
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s\n\t got %s\n\twant %s", c.text, s, c.want)
		}
	}
}

// TestGroups covers who is the same as whom. Each wanted actor: its name, a colon, its mentions.
func TestGroups(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Liu Pengyu, a spokesman, spoke. Liu said no. The spokesman left.", "Liu Pengyu: Liu Pengyu, spokesman, Liu, spokesman"},
		{"China protested. Beijing accused the United States of meddling, and the Chinese government recalled its ambassador.", "China: China, Beijing, Chinese government"},
		{"The World Health Organization warned of a shortage. The WHO said it would act.", "World Health Organization: World Health Organization, WHO"},
		{"The Foreign Ministry denied the report. The ministry said it was false.", "Foreign Ministry: Foreign Ministry, ministry"},
		{"Toyota Motor Corp will close a plant. The company said so on Monday.", "Toyota Motor Corp: Toyota Motor Corp, company"},
		{"U.S. officials said no. Other U.S. officials said yes. U.S. officials agreed later.", "U.S. officials: U.S. officials, U.S. officials"},
		{"Anna Holm and Peter Holm met. Anna said nothing.", "Anna Holm: Anna Holm, Anna"},
	} {
		a := parse(t, c.text)
		var got []string
		for _, x := range actor.Find(a) {
			var words []string
			for _, m := range x.Mentions {
				words = append(words, m.Of(a.Text))
			}
			got = append(got, x.Name+": "+strings.Join(words, ", "))
		}
		if !slices.Contains(got, c.want) {
			t.Errorf("%s\n\twant %s\n\t got %s", c.text, c.want, strings.Join(got, "; "))
		}
	}
}

func TestRoles(t *testing.T) {
	a := parse(t, "National Security Adviser Jake Sullivan met Liu Pengyu, a spokesman for the Chinese embassy, on Monday.")
	want := map[string]string{"Jake Sullivan": "National Security Adviser", "Liu Pengyu": "a spokesman for the Chinese embassy"}
	for _, x := range actor.Find(a) {
		if w, ok := want[x.Name]; ok {
			if len(x.Roles) != 1 || x.Roles[0].Of(a.Text) != w {
				t.Errorf("%s: roles %v", x.Name, x.Roles)
			}
			delete(want, x.Name)
		}
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
}

func TestReasons(t *testing.T) {
	a := parse(t, "Russia has asked China for weapons, U.S. officials said in Rome. The company will sue.")
	for _, x := range actor.Find(a) {
		if !strings.HasSuffix(x.Why, ")") || strings.Count(x.Why, "(") != 1 {
			t.Errorf("%s: no rule in %q", x.Name, x.Why)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	const text = `The mayor of Port Ellery, Anna Holm, said on Monday that Russia had asked China for help. "We do not know," Holm told reporters.
The Foreign Ministry in Berlin accused officials of the company, General Motors, of hiding the report. The ministry's spokesman declined to comment.
`
	a := parse(b, strings.Repeat(text, 20))
	for b.Loop() {
		actor.Find(a)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(a.Tokens)), "ns/token")
}
