/** Enough to read a house number; and what a phone writes into its pictures (place, time, owner) stays on the phone. */
const longestSide = 2048;

/**
 * The picture drawn anew, smaller, as JPEG. Undefined when the browser cannot read it.
 * @param {File} file
 * @returns {Promise<Blob | undefined>}
 */
export async function redraw(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const context = canvas.getContext('2d');
    if (context === null) return undefined;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return await new Promise((resolve) => {
      canvas.toBlob(
        (blob) => {
          resolve(blob ?? undefined);
        },
        'image/jpeg',
        0.85,
      );
    });
  } catch {
    return undefined;
  }
}
