/* Previews of chosen photos; large ones are made smaller on the phone, which saves the sender's data.
   What a browser cannot draw is sent as it is: the server looks at every photo again. */

const LARGEST_SIDE = 2000;
const SMALL_ENOUGH = 800 * 1024;

async function smaller(file) {
  if (!file.type.startsWith("image/") || file.size <= SMALL_ENOUGH || !window.createImageBitmap) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LARGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", 0.82); });
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
  } catch {
    return file;
  }
}

function preview(box, files, limit) {
  let strip = box.nextElementSibling;
  if (!strip?.classList.contains("previews")) {
    strip = document.createElement("div");
    strip.className = "previews";
    box.after(strip);
  }
  strip.replaceChildren(...files.slice(0, limit).map((file) => {
    const image = document.createElement("img");
    image.alt = file.name;
    image.src = URL.createObjectURL(file);
    image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
    return image;
  }));
}

for (const box of document.querySelectorAll("input[data-photos]")) {
  const limit = Number(box.dataset.photos) || 5;
  box.addEventListener("change", async () => {
    const files = await Promise.all([...box.files].map(smaller));
    try {
      const list = new DataTransfer();
      for (const file of files) list.items.add(file);
      box.files = list.files;
    } catch { /* an old browser sends the originals */ }
    preview(box, files, limit);
  });
}
