import { useEffect, useState } from 'react';

/** False on the server and while the browser takes the page over; then true. Controls that need scripts wait for it. */
export function useMounted(): boolean {
  const [isMounted, setMounted] = useState(false);
  useEffect(() => {
    setMounted(true);
  }, []);
  return isMounted;
}
