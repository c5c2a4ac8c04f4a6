// Package growth tells tests whether time grows faster than the text that is read.
package growth

import (
	"testing"
	"time"
)

// Linear fails the test if reading a text of eight times as many units takes longer than four times what eight readings of one of so many
// units take, where squares would take eight times that. Both are measured over about the same time, so that a busy machine slows both. It can
// spoil a measurement, so up to ten are summed; their least would not do, since a short one finds a quiet moment more easily. What prepare returns reads a text of so many units once.
func Linear(t *testing.T, name string, units int, prepare func(units int) (read func())) {
	t.Helper()
	const times, most = 8, 4
	measure := func(units, readings int) func() time.Duration {
		read := prepare(units)
		return func() time.Duration {
			start := time.Now()
			for range readings {
				read()
			}
			return time.Since(start)
		}
	}
	few, many := measure(units, times), measure(times*units, 1)
	short, long := few(), many()
	for tries := 1; long > most*short && tries < 10; tries++ {
		short, long = short+few(), long+many()
	}
	if long > most*short {
		t.Errorf("%s: in ten tries %v for %d readings of %d units, %v for one of %d", name, short, times, units, long, times*units)
	}
}
