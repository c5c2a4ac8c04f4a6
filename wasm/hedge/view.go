package hedge

import (
	"strings"
	"unicode/utf8"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// view is an article with the hash of each token's lower-case form, which patterns and features read.
type view struct {
	article *article.Article
	hash    []uint32
}

func newView(a *article.Article) *view {
	v := &view{a, make([]uint32, len(a.Tokens))}
	for i := range a.Tokens {
		v.hash[i] = foldedHash(a.Word(i))
	}
	return v
}

// foldedHash is linear.Hash of the word in lower case with straight apostrophes. Words of ASCII letters, nearly all, take no memory.
func foldedHash(word string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c >= utf8.RuneSelf {
			return linear.Hash(strings.ToLower(strings.ReplaceAll(word, "’", "'")))
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// sentence returns the sentence of token i, or an empty one where there is no such token.
func (v *view) sentence(i int) article.Sentence {
	if i >= len(v.article.Tokens) {
		return article.Sentence{First: i, Last: i}
	}
	return v.article.Sentences[v.article.SentenceOf(i)]
}

// is reports whether there is a token i and it is one of the words.
func (v *view) is(i int, words ...string) bool {
	if i < 0 || i >= len(v.article.Tokens) {
		return false
	}
	for _, w := range words {
		if strings.EqualFold(v.article.Word(i), w) {
			return true
		}
	}
	return false
}

// endsClause reports whether token i is a mark that ends a clause.
func (v *view) endsClause(i int) bool {
	t := v.article.Tokens[i].Tag
	return t == article.Period || t == article.Colon || v.is(i, ".", ";", ":", "!", "?")
}

// numberWords are the numbers that news writes in words.
var numberWords = wordSet("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen " +
	"seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion " +
	"half dozen two-thirds three-quarters one-third twice")

// parts are the words that make a number with "a" before them.
var parts = wordSet("half third quarter fifth sixth seventh eighth ninth tenth dozen hundred thousand million billion")

// units are what one of is a number too: "nearly a decade".
var units = wordSet("century decade year month week day hour minute mile kilometre kilometer metre meter foot inch litre liter gallon pound kilogram ton tonne acre hectare")

// wordSet returns the hashes of the words.
func wordSet(words string) map[uint32]bool {
	set := make(map[uint32]bool, 1+strings.Count(words, " "))
	for w := range strings.FieldsSeq(words) {
		set[linear.Hash(w)] = true
	}
	return set
}

// isNumber reports whether token i is a number or stands before the digits of one ("$", "€", "Rs", "a 20 percent rise").
func (v *view) isNumber(i int) bool {
	word := v.article.Word(i)
	if hasDigit(word) {
		return true
	}
	tag := v.article.Tokens[i].Tag
	if i+1 < len(v.hash) && (word == "a" || word == "an") {
		return parts[v.hash[i+1]] || units[v.hash[i+1]] || i+2 < len(v.hash) && hasDigit(v.article.Word(i+1)) && (units[v.hash[i+2]] || v.is(i+2, "percent", "%"))
	}
	if currencies[v.hash[i]] && i+1 < len(v.hash) && hasDigit(v.article.Word(i+1)) {
		return true
	}
	return parts[v.hash[i]] && i > 0 && v.is(i-1, "a") || tag == article.CD || tag == article.Dollar || strings.HasSuffix(word, "$") || numberWords[v.hash[i]]
}

func hasDigit(word string) bool { return strings.ContainsAny(word, "0123456789") }

// currencies stand before a sum as words: "Rs 3 million".
var currencies = wordSet("rs rs. usd eur gbp chf inr pkr kes ksh kshs sh shs ugx tsh rm php rmb cny jpy aud nzd cad sgd hkd thb zar r ngn ghs cfa xaf nis mur")
