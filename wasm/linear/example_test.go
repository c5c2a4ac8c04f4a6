package linear_test

import (
	"fmt"

	"github.com/ascribe/ascribe/wasm/linear"
)

// A classifier of words learns from features that are hashes of templates and words.
func ExampleTrainer() {
	const word, before = 1, 2 // the templates
	trainer := linear.NewTrainer([]string{"no", "yes"}, linear.Options{Method: linear.Logistic, Epochs: 20, Seed: 1})
	for _, verb := range []string{"said", "told", "claimed"} {
		trainer.Add([]uint32{linear.Mix(word, linear.Hash(verb)), linear.Mix(before, linear.Hash("she"))}, 1)
	}
	for _, verb := range []string{"ran", "sat", "slept"} {
		trainer.Add([]uint32{linear.Mix(word, linear.Hash(verb)), linear.Mix(before, linear.Hash("she"))}, 0)
	}
	model, err := linear.Load(trainer.Train().Encode(nil))
	if err != nil {
		panic(err)
	}
	var scores [2]int32
	features := []uint32{linear.Mix(word, linear.Hash("claimed")), linear.Mix(before, linear.Hash("he"))}
	model.Scores(features, scores[:])
	fmt.Println(model.Labels()[linear.Highest(scores[:])], model.Probability(scores[:], 1) > 0.5)
	// Output: yes true
}

// Labels along a sentence are found together: the second word is inside because the first begins.
func ExampleSequenceTrainer() {
	labels := []string{"O", "B-PER", "I-PER"}
	trainer := linear.NewSequenceTrainer(labels, linear.BIO(labels), linear.Options{Seed: 1})
	items := func(words ...string) *linear.Items {
		var list linear.Items
		for _, w := range words {
			list.Add(linear.Mix(1, linear.Hash(w)))
			list.End()
		}
		return &list
	}
	trainer.Add(items("Ada", "Lovelace", "wrote"), []uint8{1, 2, 0})
	trainer.Add(items("Lovelace", "wrote"), []uint8{1, 0})
	sequence := trainer.Train()
	var lattice linear.Lattice
	fmt.Println(sequence.Label(items("Ada", "Lovelace", "wrote"), &lattice, nil))
	// Output: [1 2 0]
}
