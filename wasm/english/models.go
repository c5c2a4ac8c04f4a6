package english

import "github.com/ascribe/ascribe/wasm/linear"

// Models returns the engine's models as they are embedded, for what the program says of itself.
func (e *compiled) Models() []linear.File {
	return []linear.File{{Name: "words", Bytes: wordFile}, {Name: "themes", Bytes: themeFile}, {Name: "tags", Bytes: tagFile}, {Name: "trees", Bytes: treeFile}, {Name: "names", Bytes: nameFile}}
}
