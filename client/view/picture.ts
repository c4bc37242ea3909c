/** Dots of the picture for each of the chart: sharp on the screens that people have. */
const sharpness = 2;

/** An SVG document as PNG, in base 64. @throws where the browser can't draw it */
export async function pngOf(svg: string): Promise<string> {
  const image = new Image();
  const drawn = new Promise<void>((resolve, reject) => {
    image.addEventListener("load", () => resolve());
    image.addEventListener("error", () => reject(new Error("the picture can't be drawn")));
  });
  // The content policy lets no other addresses in than these.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await drawn;
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(image.naturalWidth * sharpness);
  canvas.height = Math.ceil(image.naturalHeight * sharpness);
  const context = canvas.getContext("2d");
  if (context === null || canvas.width === 0) throw new Error("there is no canvas");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const address = canvas.toDataURL("image/png");
  return address.slice(address.indexOf(",") + 1);
}
