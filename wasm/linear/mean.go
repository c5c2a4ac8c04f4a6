package linear

import "slices"

// Fork returns a learner that goes on from here by itself.
func (l *Learner) Fork() *Learner {
	own := *l
	own.slots, own.weights, own.history = slices.Clone(l.slots), slices.Clone(l.weights), slices.Clone(l.history)
	return &own
}

// Mean returns a learner whose averages are the mean of those of the learners, which have the same labels. The mean of linear models decides as a
// committee that weighs its members' votes, and is as large as one of them if they have the same features (Mann, McDonald, Mohri,
// Silberman and Walker 2009, "Efficient large-scale distributed training of conditional maximum entropy models").
func Mean(learners []*Learner) *Learner {
	mean := NewLearner(learners[0].labels)
	mean.tick = 1
	for _, l := range learners {
		for _, p := range l.slots {
			for i := p.start; i < p.start+uint32(p.length); i++ {
				at := mean.touch(p.feature, int(l.weights[i].label))
				mean.history[at].sum += l.average(i) / float64(len(learners))
			}
			if p.length > 0 {
				mean.find(p.feature).seen += p.seen
			}
		}
	}
	return mean
}
