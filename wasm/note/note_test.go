package note

import (
	"testing"

	"github.com/ascribe/ascribe/wasm/shape/shapetest"
)

func TestShapes(t *testing.T) {
	shapetest.Whole[Article](t)
	shapetest.Whole[Note](t)
	shapetest.Whole[Correction](t)
	shapetest.Whole[Summary](t)
}
