package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
)

// icon is the program's sign at one size: three lines of text, underlined as the three kinds of marks are, drawn here so that no picture
// has to be kept in step by hand.
type icon struct {
	name     string
	size     int // pixels, wide and high
	maskable bool
	png      []byte
}

func drawIcons() []icon {
	icons := []icon{{name: "icon-48.png", size: 48}, {name: "icon-192.png", size: 192}, {name: "icon-512.png", size: 512},
		{name: "icon-mask-512.png", size: 512, maskable: true}, {name: "icon-16.png", size: 16}, {name: "icon-32.png", size: 32}, {name: "icon-128.png", size: 128}}
	for i := range icons {
		icons[i].png = drawIcon(icons[i].size, icons[i].maskable)
	}
	return icons
}

// The sign's colours: the page's, and the lines of actors, sources and hedges on it.
var (
	ground = color.RGBA{0x16, 0x18, 0x1D, 0xFF}
	actor  = color.RGBA{0x9D, 0xBE, 0xFF, 0xFF}
	source = color.RGBA{0xF9, 0xDD, 0x7A, 0xFF}
	hedge  = color.RGBA{0xFC, 0xA3, 0xBA, 0xFF}
)

// drawIcon draws the sign with 4 × 4 samples a pixel. A maskable icon fills its square, because the system cuts its own shape out of it.
func drawIcon(size int, maskable bool) []byte {
	const samples = 4
	picture := image.NewNRGBA(image.Rect(0, 0, size, size))
	for y := range size {
		for x := range size {
			var red, green, blue, alpha int
			for sample := range samples * samples {
				u := (float64(x) + (float64(sample%samples)+0.5)/samples) / float64(size)
				v := (float64(y) + (float64(sample/samples)+0.5)/samples) / float64(size)
				c := colourAt(u, v, maskable)
				if c.A > 0 {
					red, green, blue, alpha = red+int(c.R), green+int(c.G), blue+int(c.B), alpha+1
				}
			}
			if alpha > 0 {
				picture.SetNRGBA(x, y, color.NRGBA{uint8(red / alpha), uint8(green / alpha), uint8(blue / alpha), uint8(alpha * 255 / (samples * samples))})
			}
		}
	}
	var buffer bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&buffer, picture); err != nil {
		panic(err) // a buffer takes everything
	}
	return buffer.Bytes()
}

// colourAt is the sign's colour at a point of the unit square; y grows downwards.
func colourAt(x, y float64, maskable bool) color.RGBA {
	if !maskable && roundedDistance(x-0.5, y-0.5, 0.5, 0.5, 0.2) > 0 {
		return color.RGBA{}
	}
	switch {
	case roundedDistance(x-0.5, y-0.29, 0.30, 0.055, 0.055) <= 0: // a solid line for actors
		return actor
	case roundedDistance(x-0.42, y-0.465, 0.22, 0.028, 0.028) <= 0, roundedDistance(x-0.42, y-0.555, 0.22, 0.028, 0.028) <= 0: // double for sources
		return source
	case x > 0.2 && x < 0.72 && math.Abs(y-0.735-0.045*math.Sin((x-0.2)*2*math.Pi/0.173)) < 0.042: // a wave for hedges
		return hedge
	}
	return ground
}

// roundedDistance is the signed distance of a point from a rectangle of these half sides and corner radius around the origin.
func roundedDistance(x, y, halfWidth, halfHeight, radius float64) float64 {
	dx, dy := math.Abs(x)-halfWidth+radius, math.Abs(y)-halfHeight+radius
	return math.Hypot(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0) - radius
}
