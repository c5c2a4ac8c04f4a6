package reading

import (
	"testing"

	"github.com/ascribe/ascribe/wasm/shape/shapetest"
)

func TestShape(t *testing.T) { shapetest.Whole[JSON](t) }
