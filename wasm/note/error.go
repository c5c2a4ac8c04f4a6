package note

// Code says what kind of failure it is. The codes are those of Failure in protocol.ts, where the page turns them into words.
type Code string

// The codes that storing, placing and files can fail with.
const (
	BadRequest  Code = "bad-request"        // a record that breaks the rules of Check, or an argument that is no JSON of the right shape
	NotFound    Code = "not-found"          // nothing has this id
	Conflict    Code = "conflict"           // the stored record is newer than the one that was edited
	Quota       Code = "quota"              // the browser has no room
	Unavailable Code = "unavailable"        // there is no storage, or it does not answer
	Upgraded    Code = "upgraded-elsewhere" // another tab has a newer version of the program and of the library
	TooLarge    Code = "too-large"
	NoText      Code = "no-text"
	BadFile     Code = "bad-file"
	Cancelled   Code = "cancelled"
	Internal    Code = "internal"
)

// Error is a failure with its code. Detail is for the log and holds no text of an article or a note.
type Error struct {
	Code   Code
	Detail string
}

func (e *Error) Error() string { return string(e.Code) + ": " + e.Detail }

// Is makes errors.Is compare codes: errors.Is(err, &note.Error{Code: note.Conflict}).
func (e *Error) Is(target error) bool {
	other, ok := target.(*Error)
	return ok && other.Code == e.Code
}

// Fail returns an Error.
func Fail(code Code, detail string) error { return &Error{code, detail} }
