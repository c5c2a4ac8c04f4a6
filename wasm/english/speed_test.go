package english

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/ascribe/ascribe/wasm/article"
)

// news is a text of the kind and length of a short story; it is repeated to see that time grows with length and no faster.
var news = strings.Repeat(`HARBOUR CITY — The port authority said on Tuesday that the old bridge, which carries about 40,000 cars a day, may stay closed until spring.
"We were never asked," said Ana Ruiz, who runs a bakery on the north bank. "They put up a fence and left."
Two officials familiar with the inspection, who spoke on condition of anonymity because the report isn't public, said cracks had been found in June. The mayor's office didn't respond to requests for comment.
The Meridian Times reported that engineers had warned the ministry twice. If the repairs cost more than $12.5 million, the U.S.-based owner, Halden & Sons Inc., could sell its stake, according to a filing.
`, 4)

// BenchmarkTagged measures tokens, sentences and tags, BenchmarkParsed also trees and names. Both report tokens a second.
func BenchmarkTagged(b *testing.B) {
	tagger := loadCompiled().tagger()
	speed(b, func(a *article.Article) {
		for _, span := range Paragraphs(a.Text) {
			for _, s := range cut(a, span) {
				tagger.tag(a, s.First, s.Last)
			}
		}
	})
}

func BenchmarkParsed(b *testing.B) {
	engine := Compiled()
	speed(b, func(a *article.Article) {
		parsed, err := Parse(context.Background(), engine, a.Text, nil)
		if err != nil {
			b.Fatal(err)
		}
		*a = *parsed
	})
}

func speed(b *testing.B, read func(*article.Article)) {
	for _, times := range []int{1, 10, 100} {
		text := strings.Repeat(news, times)
		b.Run(fmt.Sprintf("%dx", times), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			tokens := 0
			for b.Loop() {
				a := article.Article{Text: text}
				read(&a)
				tokens += len(a.Tokens)
			}
			b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}
