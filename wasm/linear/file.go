package linear

// File is a model as it is embedded in the program, under the name it is told to readers by.
type File struct {
	Name  string
	Bytes []byte
}
