module github.com/ascribe/ascribe

go 1.26.0
