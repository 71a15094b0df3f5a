/**
 * Where the person is, if the person agrees and the device knows.
 * @returns {Promise<{ latitude: number, longitude: number } | undefined>}
 */
export function findPlace() {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) {
      resolve(undefined);
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        resolve({ latitude: coords.latitude, longitude: coords.longitude });
      },
      () => {
        resolve(undefined);
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    );
  });
}
