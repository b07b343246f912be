/** Fetches a part of the simulator from the site. @throws when it is not there */
export async function fetchPart(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The simulator could not be loaded (${response.status} for ${url}).`);
  return response;
}
