package english

import (
	"math/rand/v2"
	"testing"
)

// TestCluster groups the words of an invented language in which three kinds of words follow each other.
func TestCluster(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	var sentences [][]uint32
	for range 400 {
		var s []uint32
		for kind := range uint32(3) {
			s = append(s, 100*kind+random.Uint32N(8))
		}
		sentences = append(sentences, s)
	}
	sentences = append(sentences, []uint32{7777})
	found := cluster(sentences, 3, 2, 6)
	if _, ok := found[7777]; ok || len(found) != 24 {
		t.Errorf("%d words have a group, want the 24 that are not rare", len(found))
	}
	for word, group := range found {
		for other, otherGroup := range found {
			if (word/100 == other/100) != (group == otherGroup) {
				t.Fatalf("words %d and %d have the groups %d and %d", word, other, group, otherGroup)
			}
		}
	}
}

// TestGroups finds words of one kind in one group of the model.
func TestGroups(t *testing.T) {
	of := func(word string) uint32 { w := newWordType(word, 0); return wordGroups().of(w.lower) }
	if of("monday") == 0 || of("Monday") != of("tuesday") {
		t.Error("the days of the week have no group, or several")
	}
	if of("monday") == of("the") || of("qwxyzzy") != 0 {
		t.Error("words that have nothing in common share a group")
	}
}
