// Package shapetest judges the shapes of records.
package shapetest

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/ascribe/ascribe/wasm/shape"
)

// Whole fails if a record of the type, with something in every field, is not the same when it was written and read again: a field that was added
// to the type and forgotten in its shape would be lost wherever records are kept.
func Whole[T any, P shape.Pointer[T]](t *testing.T) {
	t.Helper()
	var record, again T
	n := 0
	fill(reflect.ValueOf(&record).Elem(), &n)
	text := shape.Text(P(&record))
	if err := shape.Read(text, P(&again)); err != nil {
		t.Errorf("%T: %v in %s", record, err, text)
	}
	if !reflect.DeepEqual(record, again) {
		t.Errorf("written %+v, read again %+v", record, again)
	}
}

// fill puts another value into each field.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprint("text ", *n))
	case reflect.Int:
		v.SetInt(int64(*n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case reflect.Struct:
		for _, field := range v.Fields() {
			fill(field, n)
		}
	default:
		panic(v.Type().String() + " has no shape")
	}
}
